package io.brewprint.translate;

import io.brewprint.blueprint.UnrealType;
import io.brewprint.clipboard.Literals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One pin of a node that is being written. */
final class PinDraft {
    final String unrealName;
    final boolean output;
    final boolean exec;
    final String id;
    final List<String> links = new ArrayList<>();

    /** The pins that a struct is split into; empty for a whole pin. */
    final List<PinDraft> parts = new ArrayList<>();

    boolean hidden;

    /** A reference that is only read, as delegates that are bound and structs that are taken apart. */
    boolean isConstant;

    /** The pin that this one is a part of. */
    @Nullable
    PinDraft whole;

    /** What a wire is said to carry. */
    @Nullable
    String wired;

    @Nullable
    String type;

    @Nullable
    String value;

    @Nullable
    String own;

    PinDraft(String unrealName, boolean output, boolean exec, String id) {
        this.unrealName = unrealName;
        this.output = output;
        this.exec = exec;
        this.id = id;
    }

    UnrealType unreal(Map<String, UnrealType> types) {
        return exec ? UnrealType.of("exec") : UnrealType.of(type == null ? guess(value) : type, types);
    }

    /**
     * The line as Unreal orders its fields; nothing that its importer does not know.
     *
     * @param node the node's name
     */
    String line(String node, Map<String, UnrealType> types) {
        UnrealType unreal = unreal(types);
        var out = new StringBuilder("   CustomProperties Pin (PinId=").append(id);
        if (!unrealName.isEmpty()) {
            out.append(",PinName=").append(Literals.quote(unrealName));
        }
        if (output) {
            out.append(",Direction=\"EGPD_Output\"");
        }
        out.append(",PinType.PinCategory=\"")
                .append(unreal.category())
                .append('"')
                .append(",PinType.PinSubCategory=\"")
                .append(unreal.subCategory())
                .append('"')
                .append(",PinType.PinSubCategoryObject=")
                .append(unreal.reference())
                .append(",PinType.PinSubCategoryMemberReference=(),PinType.PinValueType=")
                .append(terminal(unreal.value()))
                .append(",PinType.ContainerType=")
                .append(unreal.container())
                .append(",PinType.bIsReference=")
                .append(isReference() ? "True" : "False")
                .append(",PinType.bIsConst=")
                .append(isConstant ? "True" : "False")
                .append(",PinType.bIsWeakPointer=False")
                .append(",PinType.bIsUObjectWrapper=False,PinType.bSerializeAsSinglePrecisionFloat=False");
        defaults(out, unreal);
        if (!links.isEmpty()) {
            out.append(",LinkedTo=(");
            links.forEach(link -> out.append(link).append(','));
            out.append(')');
        }
        if (!parts.isEmpty()) {
            out.append(",SubPins=(");
            parts.forEach(part -> out.append(node).append(' ').append(part.id).append(','));
            out.append(')');
        }
        if (whole != null) {
            out.append(",ParentPin=").append(node).append(' ').append(whole.id);
        }
        return out.append(",PersistentGuid=00000000000000000000000000000000,bHidden=")
                .append(hidden || !parts.isEmpty() ? "True" : "False")
                .append(",bNotConnectable=False,bDefaultValueIsReadOnly=False,bDefaultValueIsIgnored=False")
                .append(",bAdvancedView=False,bOrphanedPin=False,)\n")
                .toString();
    }

    /** What a map leads to, as a pin's type holds it. */
    static String terminal(@Nullable UnrealType value) {
        if (value == null) {
            return "()";
        }
        return "(TerminalCategory=\"" + value.category() + "\""
                + (value.subCategory().isEmpty() ? "" : ",TerminalSubCategory=\"" + value.subCategory() + "\"")
                + (value.path().isEmpty() ? "" : ",TerminalSubCategoryObject=" + value.reference())
                + ")";
    }

    /** Array functions change the array that they are given. */
    private boolean isReference() {
        return isConstant || (!output && unrealName.equals("TargetArray"));
    }

    private void defaults(StringBuilder out, UnrealType unreal) {
        if (output || exec) {
            return;
        }
        String set = value;
        boolean object = switch (unreal.category()) {
            case "object", "class", "interface" -> true;
            default -> false;
        };
        if (set != null && object && unreal.container().equals("None") && !set.isEmpty()) {
            out.append(",DefaultObject=").append(Literals.quote(set));
        } else if (set != null && unreal.category().equals("text")) {
            // Words that a person typed are there to be translated; the key is Unreal's to make anew.
            String text =
                    Literals.isTextForm(set) ? set : "NSLOCTEXT(\"\", \"" + id + "\", " + Literals.quote(set) + ")";
            out.append(",DefaultTextValue=").append(text);
        } else if (set != null || own != null) {
            out.append(",DefaultValue=").append(Literals.quote(set != null ? set : String.valueOf(own)));
        }
        // Unreal resets a value that equals its own: the user's must never stand here.
        if (own != null && !isAlike(own, set)) {
            out.append(",AutogeneratedDefaultValue=").append(Literals.quote(own));
        }
    }

    /** True for values that Unreal takes for the same: {@code 1.0} and {@code 1.000000}. */
    private static boolean isAlike(String one, @Nullable String other) {
        if (other == null || one.equals(other)) {
            return one.equals(other);
        }
        String number = "[-+]?\\d+(\\.\\d+)?";
        return one.matches(number)
                && other.matches(number)
                && Double.compare(Double.parseDouble(one), Double.parseDouble(other)) == 0;
    }

    /** The type of a value on a pin that neither the catalog nor a wire tells. */
    private static String guess(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "Wildcard";
        }
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            return "Bool";
        }
        if (value.matches("[-+]?\\d+")) {
            return "Int";
        }
        if (value.matches("[-+]?\\d*\\.\\d+")) {
            return "Float";
        }
        if (Literals.isTextForm(value)) {
            return "Text";
        }
        return value.matches("/\\w+/.+") ? "Object" : value.startsWith("(") ? "Struct" : "String";
    }
}
