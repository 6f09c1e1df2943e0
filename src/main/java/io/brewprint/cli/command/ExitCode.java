package io.brewprint.cli.command;

import io.brewprint.config.Fault;

/** What the process tells its caller. */
public final class ExitCode {
    /** Done. */
    public static final int DONE = 0;

    /** Failed. */
    public static final int FAILED = 1;

    /** Wrong usage or bad input. */
    public static final int USAGE = 2;

    /** Stopped on request. */
    public static final int STOPPED = 3;

    private ExitCode() {}

    /** What the process tells of a fault. */
    public static int of(Fault fault) {
        return switch (fault.category()) {
            case BAD_INPUT, ENCODING -> USAGE;
            case STOPPED -> STOPPED;
            default -> FAILED;
        };
    }
}
