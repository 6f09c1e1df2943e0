package io.brewprint.translate;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeSignature;
import io.brewprint.clipboard.Literals;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Properties that Unreal writes on a node of a kind, and that it needs on pasting, worked out from what the node is and
 * which pins it has. An attribute of the same name comes before them.
 */
final class DerivedProperties {
    private static final Set<String> CALLS = Set.of(
            "K2Node_CallFunction",
            "K2Node_CallArrayFunction",
            "K2Node_CommutativeAssociativeBinaryOperator",
            "K2Node_PromotableOperator",
            "K2Node_GetInputAxisValue",
            "K2Node_GetInputAxisKeyValue",
            "K2Node_GetInputVectorAxisValue");

    /** Struct nodes: without the mark Unreal takes them for ones of before 4.11, and warns. */
    private static final Set<String> STRUCTS =
            Set.of("K2Node_MakeStruct", "K2Node_BreakStruct", "K2Node_SetFieldsInStruct");

    /** Functions that Unreal marks as left out of a shipped game; their nodes say so. */
    private static final Set<String> DEVELOPMENT = Set.of("PrintString", "PrintText");

    private final NodeDraft draft;
    private final DraftedGraph.Seat seat;
    private final List<String> lines = new ArrayList<>();

    private DerivedProperties(DraftedGraph.Seat seat) {
        this.seat = seat;
        this.draft = seat.draft();
    }

    static boolean isForDevelopment(String function) {
        return DEVELOPMENT.contains(function);
    }

    /** The lines, each {@code Key=value}. */
    static List<String> of(DraftedGraph.Seat seat, NodeCatalog catalog, String asset) {
        var derived = new DerivedProperties(seat);
        derived.call(catalog);
        derived.event(asset);
        derived.struct();
        return derived.lines;
    }

    private void add(String key, String value) {
        if (draft.attribute("@" + key).isEmpty() && !draft.has(key)) {
            lines.add(key + "=" + value);
        }
    }

    private void call(NodeCatalog catalog) {
        String nodeClass = draft.className();
        String said = draft.attribute("@bIsPureFunc");
        if (said.isEmpty() ? CALLS.contains(nodeClass) && isPure(catalog) : said.equalsIgnoreCase("true")) {
            // The first is how Unreal before 5.4 calls it, the second since; each passes over the other.
            add("bIsPureFunc", "True");
            add("bDefaultsToPureFunc", "True");
        }
        if (isForDevelopment(draft.function())) {
            add("EnabledState", "DevelopmentOnly");
        }
        int underscore = draft.function().indexOf('_');
        if (nodeClass.equals("K2Node_PromotableOperator") && underscore > 0) {
            add("OperationName", Literals.quote(draft.function().substring(0, underscore)));
        }
        if (nodeClass.equals("K2Node_PromotableOperator")
                || nodeClass.equals("K2Node_CommutativeAssociativeBinaryOperator")) {
            operands();
        }
    }

    /** Inputs beyond A and B. */
    private void operands() {
        int more = 0;
        for (PinDraft pin : seat.pins().values()) {
            if (!pin.output && pin.unrealName.length() == 1) {
                char letter = pin.unrealName.charAt(0);
                more = letter >= 'C' && letter <= 'Z' ? Math.max(more, letter - 'B') : more;
            }
        }
        if (more > 0) {
            add("NumAdditionalInputs", Integer.toString(more));
        }
    }

    /** True where no control runs through the node: as the catalog knows it, else as far as it is wired. */
    private boolean isPure(NodeCatalog catalog) {
        NodeSignature signature = catalog.signature(draft.node.type());
        boolean known = signature != null
                && draft.attribute("@Function").isEmpty()
                && !signature.pins().isEmpty();
        if (known && signature != null) {
            return signature.isPure();
        }
        return seat.pins().values().stream().noneMatch(pin -> pin.exec);
    }

    private void event(String asset) {
        String nodeClass = draft.className();
        switch (nodeClass) {
            case "K2Node_ComponentBoundEvent" -> {
                add("bInternalEvent", "True");
                String member = Literals.fields(draft.attribute("@EventReference")).stream()
                        .filter(field -> field.key().equals("MemberName"))
                        .map(field -> "_" + field.value())
                        .findFirst()
                        .orElse("");
                add(
                        "CustomFunctionName",
                        Literals.quote(
                                "BndEvt__" + asset + "_" + draft.attribute("Component") + "_" + seat.name() + member));
            }
            case "K2Node_InputAxisEvent" -> {
                add(
                        "EventReference",
                        "(MemberParent=\"/Script/CoreUObject.Package'/Script/Engine'\","
                                + "MemberName=\"InputAxisHandlerDynamicSignature__DelegateSignature\")");
                add(
                        "CustomFunctionName",
                        Literals.quote("InpAxisEvt_" + draft.attribute("AxisName") + "_" + seat.name()));
                add("bInternalEvent", "True");
            }
            case "K2Node_Timeline" -> add("bCanRenameNode", "True");
            default -> {}
        }
    }

    private void struct() {
        if (!STRUCTS.contains(draft.className())) {
            return;
        }
        add("bMadeAfterOverridePinRemoval", "True");
        List<PinList.Item> shown = shown(seat);
        for (int i = 0; i < shown.size(); i++) {
            boolean hidden = shown.get(i).value().equalsIgnoreCase("false");
            lines.add("ShowPinForProperties(" + i + ")=(PropertyName="
                    + Literals.quote(shown.get(i).name()) + (hidden ? "" : ",bShowPin=True")
                    + ",bCanToggleVisibility=True)");
        }
    }

    /** A struct's members in order, hidden ones with False: those that the node names, else those that have pins. */
    static List<PinList.Item> shown(DraftedGraph.Seat seat) {
        NodeDraft draft = seat.draft();
        if (!draft.attribute("@Shown").isEmpty()) {
            return PinList.read(draft.attribute("@Shown"));
        }
        boolean breaks = draft.className().equals("K2Node_BreakStruct");
        var members = new LinkedHashSet<PinList.Item>();
        for (PinDraft pin : seat.pins().values()) {
            boolean member =
                    !pin.exec && pin.output == breaks && pin.whole == null && !pin.unrealName.equals("StructRef");
            if (member && !pin.unrealName.isEmpty()) {
                members.add(new PinList.Item(pin.unrealName, false, ""));
            }
        }
        return List.copyOf(members);
    }
}
