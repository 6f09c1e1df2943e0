package io.brewprint.compose;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an input takes. Kinds of one type differ in the values that make sense. */
enum Kind {
    /** Anything that can be printed. */
    TEXT("String", true),
    /** A text for people. */
    WORDS("Text", true),
    STR("String", true),
    /** Words ahead of a value that is printed. */
    LABEL("String", false),
    /** Anything that can be printed and is no text that somebody writes down. */
    SHOWN("String", true),
    /** A console command. */
    CMD("String", false),
    SEC("Float", true),
    AMT("Float", true),
    /** From 0 to 1. */
    UNIT("Float", true),
    /** The time since the last frame, which is never a number that somebody says. */
    DT("Float", true),
    /** The same where "a second" or "over time" says it. */
    FRAME("Float", true),
    NUM("Int", true),
    IDX("Int", true),
    FLAG("Bool", true),
    OFF("Vector", true),
    LOC("Vector", true),
    PUSH("Vector", true),
    SIZE("Vector", true),
    /** A vector of which only the height is said. */
    UP("Vector", false),
    ROT("Rotator", true),
    /** A rotator of which only the yaw is said. */
    YAW("Rotator", false),
    COLOR("LinearColor", false),
    TAG("Name", false),
    LEVEL("Name", false),
    BONE("Name", false),
    ACTION("Name", false),
    AXIS("Name", false),
    KEY("Key", false),
    /** A custom event of the Blueprint, by its name. */
    EVENT("Name", false),
    /** A custom event of the Blueprint, by its delegate. */
    DELEGATE("Delegate", false),
    /** A function of the Blueprint's own; what it takes and gives comes with it. */
    FUNCTION("Name", false),
    /** A function of an interface, by its path. */
    MESSAGE("Name", false),
    /** An event dispatcher of the Blueprint, by its reference. */
    DISPATCHER("Name", false),
    CLASS("Class", false),
    ASSET("Object", false),
    /** Another actor than the Blueprint itself. */
    ACTOR("Actor", true),
    /** A variable. */
    VAR("", false),
    /** A value for the variable named beside it. */
    SAME("", true),
    ARRAY("", false),
    /** A value for the array beside it. */
    ITEM("", true),
    /** A map, whose values are of the type beside it. */
    MAP("", false),
    /** A key for the map beside it. */
    KEYED("", true),
    /** A value for the map beside it. */
    MAPPED("", true),
    SET("", false),
    /** A value for the set beside it. */
    MEMBER("", true),
    /** An object of the class that is named. */
    OBJECT("", true);

    final String type;
    /** True where a variable, an output or a calculation may stand. */
    final boolean open;

    Kind(String type, boolean open) {
        this.type = type;
        this.open = open;
    }

    /** By the word that tables use; empty for a class. */
    static Optional<Kind> of(String word) {
        return Arrays.stream(values())
                .filter(kind ->
                        kind != OBJECT && kind.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
