package io.brewprint.translate;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.clipboard.ClipObject;
import io.brewprint.clipboard.Field;
import io.brewprint.clipboard.Literals;
import io.brewprint.clipboard.ObjectRef;
import io.brewprint.clipboard.Pin;
import io.brewprint.clipboard.Property;
import io.brewprint.dsl.Attribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The properties of a node that the way back would derive otherwise than the text has them. */
final class KeptProperties {
    /** Written from what names the node; ids and flags beside the name proper are Unreal's to fill in. */
    private static final List<String> NAMED = List.of(
            "FunctionReference",
            "VariableReference",
            "MacroGraphReference",
            "TargetType",
            "DelegatePropertyName",
            "BoundGraph",
            "InputSinkNode",
            "OutputSourceNode",
            // Unreal rebuilds the list from the pins that are there.
            "ShowPinForProperties");

    /** What a node is where its text says nothing. */
    static final String ENABLED = "Enabled";

    private final NodeCatalog catalog;
    private final ClipObject object;
    private final DraftedGraph.Seat seat;
    private final Map<String, String> written = new HashMap<>();
    private final List<Attribute> kept = new ArrayList<>();

    KeptProperties(NodeCatalog catalog, ClipObject object, DraftedGraph.Seat seat) {
        this.catalog = catalog;
        this.object = object;
        this.seat = seat;
        var lines = new ArrayList<>(seat.draft().properties);
        lines.addAll(DerivedProperties.of(seat, catalog, ""));
        for (String line : lines) {
            int equals = line.indexOf('=');
            written.putIfAbsent(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
        }
    }

    List<Attribute> attributes() {
        for (Property property : object.properties()) {
            String key = property.key();
            if (catalog.isDerived(object.className(), key)
                    && !NAMED.contains(key)
                    && seat.draft().attribute("@" + key).isEmpty()
                    && !isDerived(key, property)) {
                kept.add(new Attribute("@" + key, property.value()));
            }
        }
        flags();
        shown();
        return kept;
    }

    private boolean isDerived(String key, Property property) {
        String own = written.get(key);
        return switch (key) {
            // Any name that no other function has will do.
            case "CustomFunctionName" ->
                own != null || property.value().isEmpty() || property.value().equals("None");
            case "EventReference" -> own != null;
            case "ResolvedWildcardType" -> own != null && type(own).equals(type(property.raw()));
            case "bDefaultsToPureFunc", "bIsPureFunc" -> true;
            default ->
                own == null
                        ? property.value().equalsIgnoreCase("false")
                        : Literals.plain(own).equals(property.value());
        };
    }

    /** Flags that would be written and that the text does not have, and the one that goes by two names. */
    private void flags() {
        boolean control = object.pins().stream().anyMatch(Pin::isExec);
        boolean said = !seat.draft().attribute("@bIsPureFunc").isEmpty();
        if (!said && written.containsKey("bIsPureFunc") && control && !isPure()) {
            kept.add(new Attribute("@bIsPureFunc", "False"));
        } else if (!said && !written.containsKey("bIsPureFunc") && isPure()) {
            kept.add(new Attribute("@bIsPureFunc", "True"));
        }
        // A person enabled it, or an old Unreal did not know the mark.
        if (written.containsKey("EnabledState") && object.raw("EnabledState").isEmpty()) {
            kept.add(new Attribute("@EnabledState", ENABLED));
        }
        // An event that a name is given to answers a signature and overrides nothing.
        String name = object.value("CustomFunctionName");
        if (object.className().equals("K2Node_Event")
                && !name.isEmpty()
                && !name.equals("None")
                && object.raw("bOverrideFunction").isEmpty()
                && seat.draft().attribute("@bOverrideFunction").isEmpty()) {
            kept.add(new Attribute("@bOverrideFunction", "False"));
        }
    }

    /** The members that a struct node shows, where the pins in use do not tell. */
    private void shown() {
        var items = new ArrayList<PinList.Item>();
        for (Property property : object.properties()) {
            if (property.key().replace("\"", "").startsWith("ShowPinForProperties(")) {
                String name = "";
                // Unreal leaves out what is false.
                String hidden = "False";
                for (Field field : Literals.fields(property.raw())) {
                    if (field.key().equals("PropertyName")) {
                        name = field.value();
                    } else if (field.key().equals("bShowPin")) {
                        hidden = field.value().equalsIgnoreCase("true") ? "" : "False";
                    }
                }
                items.add(new PinList.Item(name, false, hidden));
            }
        }
        if (!items.isEmpty() && !items.equals(DerivedProperties.shown(seat))) {
            kept.add(new Attribute("@Shown", PinList.write(items)));
        }
    }

    private boolean isPure() {
        return isTrue("bIsPureFunc") || isTrue("bDefaultsToPureFunc");
    }

    private boolean isTrue(String key) {
        return object.value(key).equalsIgnoreCase("true");
    }

    /** Category and class of a pin type in parentheses; the rest says nothing where these are alike. */
    private static String type(String raw) {
        var category = new StringBuilder();
        var path = new StringBuilder();
        for (Field field : Literals.fields(raw)) {
            if (field.key().equals("PinCategory")) {
                category.append(Pin.usual(field.value()));
            } else if (field.key().equals("PinSubCategoryObject")) {
                ObjectRef ref = ObjectRef.of(field.raw());
                path.append(ref.isNone() ? "" : ref.path());
            }
        }
        return category + " " + path;
    }
}
