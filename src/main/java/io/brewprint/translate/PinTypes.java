package io.brewprint.translate;

import io.brewprint.blueprint.UnrealType;
import io.brewprint.clipboard.Field;
import io.brewprint.clipboard.Literals;
import io.brewprint.clipboard.ObjectRef;
import io.brewprint.clipboard.Pin;
import io.brewprint.clipboard.UserPin;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Unreal's pin types as the DSL writes them: {@code Float}, {@code Actor}, {@code Array<Vector>}. */
final class PinTypes {
    private PinTypes() {}

    /** Null for an exec pin and for a pin without a type. */
    static @Nullable String of(Pin pin) {
        String inner =
                inner(pin.category(), pin.value("PinType.PinSubCategory"), pin.value("PinType.PinSubCategoryObject"));
        if (inner == null) {
            return null;
        }
        String container = pin.value("PinType.ContainerType");
        if (pin.flag("PinType.bIsArray")) {
            container = "Array";
        } else if (pin.flag("PinType.bIsSet")) {
            container = "Set";
        } else if (pin.flag("PinType.bIsMap")) {
            container = "Map";
        }
        return contained(container, inner, pin.value("PinType.PinValueType"));
    }

    /** What the pin's type says in full. */
    static UnrealType exact(Pin pin) {
        String container = pin.value("PinType.ContainerType");
        if (pin.flag("PinType.bIsArray")) {
            container = "Array";
        } else if (pin.flag("PinType.bIsSet")) {
            container = "Set";
        } else if (pin.flag("PinType.bIsMap")) {
            container = "Map";
        }
        UnrealType one =
                exact(pin.category(), pin.value("PinType.PinSubCategory"), pin.value("PinType.PinSubCategoryObject"));
        UnrealType value = null;
        if (container.equals("Map")) {
            Map<String, String> terminal = fields(pin.value("PinType.PinValueType"));
            String category = Pin.usual(terminal.getOrDefault("TerminalCategory", ""));
            value = category.isEmpty() || category.equals("wildcard")
                    ? null
                    : exact(
                            category,
                            terminal.getOrDefault("TerminalSubCategory", ""),
                            terminal.getOrDefault("TerminalSubCategoryObject", ""));
        }
        return new UnrealType(
                one.category(), one.subCategory(), one.path(), container.isEmpty() ? "None" : container, value);
    }

    private static UnrealType exact(String category, String sub, String object) {
        ObjectRef ref = ObjectRef.of(object);
        boolean self = sub.equalsIgnoreCase("self");
        return switch (category) {
            // How wide a number is follows from the function; Unreal lets either go into the other.
            case "real", "double" -> new UnrealType("real", "double", "", "None");
            case "enum" -> new UnrealType("byte", "", ref.isNone() ? "" : ref.path(), "None");
            default -> new UnrealType(category, self ? "self" : sub, self || ref.isNone() ? "" : ref.path(), "None");
        };
    }

    /** The type of a signature's parameter. */
    static String of(UserPin pin) {
        Map<String, String> type = fields(pin.value("PinType"));
        String inner = inner(
                type.getOrDefault("PinCategory", ""),
                type.getOrDefault("PinSubCategory", ""),
                type.getOrDefault("PinSubCategoryObject", ""));
        return contained(
                type.getOrDefault("ContainerType", ""),
                inner == null ? "Exec" : inner,
                type.getOrDefault("PinValueType", ""));
    }

    private static String contained(String container, String inner, String valueType) {
        return switch (container) {
            case "Array", "Set" -> container + "<" + inner + ">";
            case "Map" -> {
                Map<String, String> value = fields(valueType);
                String mapped = inner(
                        value.getOrDefault("TerminalCategory", ""),
                        value.getOrDefault("TerminalSubCategory", ""),
                        value.getOrDefault("TerminalSubCategoryObject", ""));
                yield "Map<" + inner + "," + (mapped == null ? "Wildcard" : mapped) + ">";
            }
            default -> inner;
        };
    }

    private static Map<String, String> fields(String raw) {
        var fields = new HashMap<String, String>();
        for (Field field : Literals.fields(raw)) {
            fields.put(field.key(), field.value());
        }
        return fields;
    }

    private static @Nullable String inner(String spelled, String sub, String object) {
        String category = Pin.usual(spelled);
        ObjectRef ref = ObjectRef.of(object);
        String name = ref.isNone() ? "" : className(ref);
        return switch (category) {
            case "", "exec" -> null;
            case "bool" -> "Bool";
            case "byte" -> name.isEmpty() ? "Byte" : name;
            case "enum" -> name.isEmpty() ? "Enum" : name;
            case "int" -> "Int";
            case "int64" -> "Int64";
            case "real", "float", "double" -> "Float";
            case "name" -> "Name";
            case "string" -> "String";
            case "text" -> "Text";
            case "object" -> sub.equalsIgnoreCase("self") ? "Self" : name.isEmpty() ? "Object" : name;
            case "class" -> sub.equalsIgnoreCase("self") ? "Class<Self>" : of("Class", name);
            case "softobject" -> of("SoftObject", name);
            case "softclass" -> of("SoftClass", name);
            case "interface" -> of("Interface", name);
            case "struct" -> name.isEmpty() ? "Struct" : name;
            case "delegate" -> "Delegate";
            case "mcdelegate" -> "MulticastDelegate";
            case "wildcard" -> "Wildcard";
            default -> name.isEmpty() ? category : name;
        };
    }

    private static String of(String outer, String name) {
        return name.isEmpty() ? outer : outer + "<" + name + ">";
    }

    /** A class's short name, without the suffix of generated classes. */
    static String className(ObjectRef ref) {
        String name = ref.name();
        return name.endsWith("_C") && name.length() > 2 ? name.substring(0, name.length() - 2) : name;
    }
}
