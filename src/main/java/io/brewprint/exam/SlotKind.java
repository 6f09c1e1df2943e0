package io.brewprint.exam;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeSignature;
import io.brewprint.blueprint.PinSpec;
import io.brewprint.blueprint.TypeRules;
import io.brewprint.dsl.Node;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a slot holds. The kind follows from where the value stands, and from how it looks where no table tells. */
public enum SlotKind {
    /** The Blueprint's name. */
    BLUEPRINT,
    /** The parent class. */
    PARENT,
    /** The name of a graph other than EventGraph. */
    GRAPH,
    /** The name of a variable, where it is declared. */
    VARIABLE,
    /** The type of a variable. */
    TYPE,
    /** The default value of a variable. */
    DEFAULT,
    /** The name by which a node knows an event, variable, function or action. */
    NAME,
    /** A text. */
    TEXT,
    /** A number. */
    NUMBER,
    /** True or false. */
    BOOLEAN,
    /** A word of an enum, and what else is a bare word. */
    WORD,
    /** A class or an asset. */
    CLASS,
    /** A vector, a colour and other literals of several numbers. */
    STRUCT;

    private static final Set<String> NAMES = Set.of("FunctionName", "EventName", "VarName", "ActionName", "AxisName");
    /** Short, so that a hostile number costs nothing. */
    private static final Pattern NUMBERS = Pattern.compile("[-+]?\\d{1,30}(?:\\.\\d{0,30})?(?:[eE][-+]?\\d{1,3})?f?");

    /** In a word of JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of the attribute {@code name} of {@code node}. */
    static SlotKind of(Node node, String name, String value, NodeCatalog catalog) {
        if (NAMES.contains(name) || (!name.startsWith("@") && catalog.isKey(node.type(), name))) {
            return NAME;
        }
        NodeSignature signature = catalog.signature(node.type());
        PinSpec pin = signature == null || name.startsWith("@") ? null : signature.pin(name, false);
        return of(pin == null ? null : pin.type(), value);
    }

    /** Of a value of a type, null where it is not known. */
    static SlotKind of(@Nullable String type, String value) {
        String usual = type == null ? "" : TypeRules.spelling(type).orElse(type);
        return switch (usual) {
            case "Bool" -> BOOLEAN;
            case "Int", "Int64", "Float" -> NUMBER;
            case "String", "Text" -> TEXT;
            case "Name" -> NAME;
            case "Vector", "Vector2D", "Vector4", "Rotator", "Quat", "Transform", "LinearColor", "Color" -> STRUCT;
            default ->
                usual.matches("Class\\b.*|Soft\\w+\\b.*|Object") || TypeRules.isClass(usual) ? CLASS : byLook(value);
        };
    }

    private static SlotKind byLook(String value) {
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            return BOOLEAN;
        }
        if (NUMBERS.matcher(value).matches()) {
            return NUMBER;
        }
        if (value.startsWith("(")) {
            return STRUCT;
        }
        return value.matches("\\w+") ? WORD : value.matches("/\\S+|BP_\\w+|WBP_\\w+") ? CLASS : TEXT;
    }

    /** What two values of this kind share where they are the same: numbers count by value, all else to the letter. */
    String key(String value) {
        return switch (this) {
            case NUMBER -> NUMBERS.matcher(value).matches() ? number(value) : value;
            case STRUCT ->
                NUMBERS.matcher(value).replaceAll(hit -> number(hit.group())).replaceAll(" *([,()=]) *", "$1");
            default -> value;
        };
    }

    private static String number(String text) {
        BigDecimal value = new BigDecimal(text.endsWith("f") ? text.substring(0, text.length() - 1) : text);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toString();
    }
}
