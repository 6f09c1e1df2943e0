package io.brewprint.blueprint;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types that a rule describes rather than a row: casts, events, structs and switches. */
final class SignatureRules {
    private SignatureRules() {}

    /** The signature that a type's name implies; null when it implies none. */
    static @Nullable NodeSignature of(String type) {
        if (type.startsWith("CastTo") && type.length() > 6) {
            String name = type.substring(6);
            return make(
                    type,
                    "Execute:exec;Object:Object",
                    "CastSucceeded:exec;CastFailed:exec;As" + name + ":" + name + ";As*:" + name + ";bSuccess:Bool");
        }
        if (type.startsWith("Event")) {
            return make(type, "", "~OutputDelegate:Delegate;*:any");
        }
        if (type.startsWith("SwitchOn")) {
            return make(type, "Execute:exec;Selection:Wildcard", "Default:exec;Case_*:exec");
        }
        return null;
    }

    private static NodeSignature make(String type, String inputs, String outputs) {
        List<PinSpec> pins = new ArrayList<>();
        PinSpec.read(inputs, false, pins);
        PinSpec.read(outputs, true, pins);
        return new NodeSignature(type, pins, false, NodeCatalog.isEvent(type), false);
    }
}
