package io.brewprint.blueprint;

import java.util.List;

/**
 * One entry of the catalog.
 *
 * @param name the DSL's name for it
 * @param nodeClass Unreal's class, such as {@code K2Node_CallFunction}; with its path where a plugin brings it
 * @param member path and name of the function, event or macro, such as {@code /Script/Engine.Actor:K2_DestroyActor};
 *     empty where the class alone says it all
 * @param pins the pins that the DSL spells otherwise
 */
public record NodeType(String name, String nodeClass, String member, List<PinName> pins) {
    /**
     * A pin's two spellings.
     *
     * @param dsl in the DSL; may end in {@code *} for any text
     * @param unreal in Unreal; may hold the same {@code *}
     */
    public record PinName(String dsl, String unreal) {}

    /** Copies the list. */
    public NodeType {
        pins = List.copyOf(pins);
    }

    /** The class without its path. */
    public String className() {
        return nodeClass.substring(nodeClass.lastIndexOf('.') + 1);
    }

    /** The member without its path; empty when there is none. */
    public String memberName() {
        return member.substring(member.lastIndexOf(':') + 1);
    }

    /** The path that owns the member; empty when there is none. */
    public String owner() {
        return member.isEmpty() ? "" : member.substring(0, member.lastIndexOf(':'));
    }
}
