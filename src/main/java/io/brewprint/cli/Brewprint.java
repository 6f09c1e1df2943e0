package io.brewprint.cli;

/** Entry point. */
public final class Brewprint {
    private Brewprint() {}

    /** Runs a command. */
    public static void main(String[] args) {
        System.out.println("hello " + String.join(" ", args));
    }
}
