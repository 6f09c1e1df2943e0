package io.brewprint.translate;

import io.brewprint.blueprint.UnrealType;
import io.brewprint.clipboard.Field;
import io.brewprint.clipboard.Literals;
import io.brewprint.clipboard.UserPin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A signature's parameters, in {@code @Params} with their types: {@code const HitResult&} for a reference to read. */
final class Parameter {
    private static final String CONST = "const ";

    private Parameter() {}

    static String of(UserPin pin) {
        boolean constant = isTrue(pin, "bIsConst");
        boolean reference = isTrue(pin, "bIsReference");
        return (constant ? CONST : "") + PinTypes.of(pin) + (reference ? "&" : "");
    }

    private static boolean isTrue(UserPin pin, String flag) {
        for (Field field : Literals.fields(pin.value("PinType"))) {
            if (field.key().equals(flag)) {
                return field.value().equalsIgnoreCase("true");
            }
        }
        return false;
    }

    /** The type alone. */
    static String type(String spelled) {
        String type = spelled.startsWith(CONST) ? spelled.substring(CONST.length()) : spelled;
        return type.endsWith("&") ? type.substring(0, type.length() - 1) : type;
    }

    /** The fields that a pin's type has beside it. */
    static String flags(String spelled) {
        return (spelled.endsWith("&") ? ",bIsReference=True" : "")
                + (spelled.startsWith(CONST) ? ",bIsConst=True" : "");
    }

    /**
     * The lines of a signature.
     *
     * @param inputs true where the parameters lead into the node
     */
    static List<String> lines(String list, boolean inputs, Map<String, UnrealType> types) {
        var lines = new ArrayList<String>();
        for (Field field : Literals.fields(list)) {
            int colon = field.value().indexOf(':');
            String spelled = colon < 0 ? field.value() : field.value().substring(0, colon);
            UnrealType type = UnrealType.of(type(spelled), types);
            var line = new StringBuilder("CustomProperties UserDefinedPin (PinName=")
                    .append(Literals.quote(field.key()))
                    .append(",PinType=(PinCategory=\"")
                    .append(type.category())
                    .append('"');
            if (!type.subCategory().isEmpty()) {
                line.append(",PinSubCategory=\"").append(type.subCategory()).append('"');
            }
            if (!type.path().isEmpty()) {
                line.append(",PinSubCategoryObject=").append(type.reference());
            }
            if (type.value() != null) {
                line.append(",PinValueType=").append(PinDraft.terminal(type.value()));
            }
            if (!type.container().equals("None")) {
                line.append(",ContainerType=").append(type.container());
            }
            line.append(flags(spelled)).append("),DesiredPinDirection=").append(inputs ? "EGPD_Input" : "EGPD_Output");
            if (colon >= 0) {
                String value = Literals.plain(field.value().substring(colon + 1));
                line.append(",PinDefaultValue=").append(Literals.quote(value));
            }
            lines.add(line.append(')').toString());
        }
        return lines;
    }
}
