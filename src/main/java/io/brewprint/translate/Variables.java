package io.brewprint.translate;

import io.brewprint.clipboard.ClipObject;
import io.brewprint.clipboard.Pin;
import io.brewprint.dsl.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Blueprint's variables, inferred from the nodes that get and set them. */
final class Variables {
    private Variables() {}

    static List<Variable> of(List<ClipObject> objects) {
        Map<String, String> types = new LinkedHashMap<>();
        for (ClipObject object : objects) {
            if (!object.className().equals("K2Node_VariableGet")
                    && !object.className().equals("K2Node_VariableSet")) {
                continue;
            }
            String name = object.field("VariableReference", "MemberName");
            boolean own = object.field("VariableReference", "MemberScope").isEmpty()
                    && (object.field("VariableReference", "MemberParent").isEmpty()
                            || object.field("VariableReference", "bSelfContext").equalsIgnoreCase("true"));
            if (own && !name.isEmpty()) {
                for (Pin pin : object.pins()) {
                    String type = pin.name().equals(name) ? PinTypes.of(pin) : null;
                    if (type != null) {
                        types.putIfAbsent(name, type);
                    }
                }
                // A pin may be split or hidden away: the variable is there all the same.
                types.putIfAbsent(name, "Wildcard");
            }
        }
        var variables = new ArrayList<Variable>();
        types.forEach((name, type) -> variables.add(new Variable(name, type, null)));
        return variables;
    }
}
