package io.brewprint.translate;

import io.brewprint.blueprint.Titles;
import io.brewprint.clipboard.Field;
import io.brewprint.clipboard.Literals;
import io.brewprint.dsl.Node;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Titles of material expressions: constants show their values. */
final class MaterialTitle {
    private MaterialTitle() {}

    static String of(Node node) {
        String parameter = node.attribute("@ParameterName").orElse("");
        return switch (node.type()) {
            case "Constant" -> number(node.attribute("@R").orElse("0"));
            case "Constant2Vector" ->
                number(node.attribute("@R").orElse("0")) + ","
                        + number(node.attribute("@G").orElse("0"));
            case "Constant3Vector" -> vector(node, List.of("R", "G", "B"));
            case "Constant4Vector" -> vector(node, List.of("R", "G", "B", "A"));
            case "FunctionInput" ->
                "Input " + node.attribute("@InputName").orElse("In") + " ("
                        + node.attribute("@InputType")
                                .orElse("FunctionInput_Vector3")
                                .replace("FunctionInput_", "") + ")";
            default ->
                parameter.isEmpty()
                        ? Titles.known("material", node.type()).orElseGet(() -> Titles.spaced(node.type()))
                        : parameter;
        };
    }

    private static String vector(Node node, List<String> parts) {
        String literal = node.attribute("@Constant").orElse("");
        var out = new StringBuilder();
        for (String part : parts) {
            String value = Literals.fields(literal).stream()
                    .filter(field -> field.key().equals(part))
                    .map(Field::value)
                    .findFirst()
                    .orElse("0");
            out.append(out.isEmpty() ? "" : ",").append(number(value));
        }
        return out.toString();
    }

    /** Three significant digits, as C's {@code %.3g} writes them. */
    static String number(String text) {
        BigDecimal value;
        try {
            value = new BigDecimal(text.strip()).round(new MathContext(3, RoundingMode.HALF_EVEN));
        } catch (NumberFormatException e) {
            return text;
        }
        if (value.signum() == 0) {
            return "0";
        }
        int exponent = value.precision() - value.scale() - 1;
        BigDecimal plain = value.stripTrailingZeros();
        if (exponent >= -4 && exponent < 3) {
            return plain.toPlainString();
        }
        String mantissa = plain.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }
}
