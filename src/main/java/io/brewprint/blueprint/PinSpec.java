package io.brewprint.blueprint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pin of a node type, in the DSL's names.
 *
 * @param name the pin
 * @param type {@code exec} or a DSL type
 * @param output true for an output
 * @param hidden true where Unreal does not draw it
 * @param ownDefault the value that Unreal itself gives it, null when it has none
 */
public record PinSpec(String name, String type, boolean output, boolean hidden, @Nullable String ownDefault) {
    /** True when control runs through the pin. */
    public boolean isExec() {
        return type.equals("exec");
    }

    /** Reads {@code ~Name:Type=default;...}. */
    static void read(String text, boolean output, List<PinSpec> into) {
        for (String part : text.split(";")) {
            int colon = part.indexOf(':');
            if (colon < 0) {
                continue;
            }
            boolean hidden = part.startsWith("~");
            int equals = part.indexOf('=', colon);
            String type = part.substring(colon + 1, equals < 0 ? part.length() : equals);
            into.add(new PinSpec(part.substring(hidden ? 1 : 0, colon), type, output, hidden,
                    equals < 0 ? null : part.substring(equals + 1)));
        }
    }
}
