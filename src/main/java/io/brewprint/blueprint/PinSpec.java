package io.brewprint.blueprint;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pin of a node type, in the DSL's names.
 *
 * @param name the pin; a name that ends in {@code *} stands for every name that begins so
 * @param type {@code exec}, a DSL type, or {@code any} for either
 * @param output true for an output
 * @param hidden true where Unreal does not draw it
 * @param ownDefault the value that Unreal itself gives it, null when it has none
 * @param wired true for an input that takes no literal: what it refers to must be wired
 */
public record PinSpec(
        String name,
        String type,
        boolean output,
        boolean hidden,
        @Nullable String ownDefault,
        boolean wired) {
    /** A pin that a literal will do for. */
    public PinSpec(String name, String type, boolean output, boolean hidden, @Nullable String ownDefault) {
        this(name, type, output, hidden, ownDefault, false);
    }

    /** Refuses nulls other than the default. */
    public PinSpec {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
    }

    /** True when control runs through the pin. */
    public boolean isExec() {
        return type.equals("exec");
    }

    /** True when control or data may run through the pin. */
    public boolean isAny() {
        return type.equals("any");
    }

    /** True when the pin stands for every pin whose name begins like its own. */
    public boolean isPattern() {
        return name.endsWith("*");
    }

    /** True when a name is this pin's or fits its pattern. */
    public boolean matches(String text) {
        return isPattern() ? text.startsWith(name.substring(0, name.length() - 1)) : name.equals(text);
    }

    /** The pin as the tables write it: {@code ~Name:Type=default}, with {@code &} after a type that must be wired. */
    public String text() {
        return (hidden ? "~" : "") + name + ":" + type + (wired ? "&" : "")
                + (ownDefault == null ? "" : "=" + ownDefault);
    }

    /** Reads {@code ~Name:Type&=default;...}. */
    static void read(String text, boolean output, List<PinSpec> into) {
        for (String part : text.split(";")) {
            if (part.indexOf(':') >= 0) {
                into.add(of(part, output));
            }
        }
    }

    /** Reads one {@code ~Name:Type&=default}; name and type are empty where the text has none. */
    static PinSpec of(String text, boolean output) {
        int colon = Math.max(0, text.indexOf(':'));
        boolean hidden = text.startsWith("~");
        int equals = text.indexOf('=', colon);
        String type = text.substring(
                Math.min(text.length(), colon + 1), equals < 0 ? text.length() : Math.max(equals, colon + 1));
        boolean wired = type.endsWith("&");
        return new PinSpec(
                text.substring(hidden && colon > 0 ? 1 : 0, colon),
                wired ? type.substring(0, type.length() - 1) : type,
                output,
                hidden,
                equals < 0 ? null : text.substring(equals + 1),
                wired);
    }
}
