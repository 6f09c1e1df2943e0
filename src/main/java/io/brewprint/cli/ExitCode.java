package io.brewprint.cli;

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
}
