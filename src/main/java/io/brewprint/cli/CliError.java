package io.brewprint.cli;

import io.brewprint.backup.BackupException;
import io.brewprint.blueprint.CatalogException;
import io.brewprint.clipboard.ClipboardException;
import io.brewprint.config.ConfigException;
import io.brewprint.cycle.RejectedInput;
import io.brewprint.cycle.StoppedException;
import io.brewprint.dsl.IrException;
import io.brewprint.exam.EndpointException;
import io.brewprint.ledger.LedgerException;
import io.brewprint.lesson.LessonFormatException;
import io.brewprint.llama.ModelFormatException;
import io.brewprint.route.HomeBusy;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** What a command failed of, as a person reads it: what, where, what to do; and the exit code. */
public final class CliError extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String where;
    private final String remedy;
    private final int exit;

    /**
     * @param code a short word for scripts
     * @param where file:line:column, empty where none applies
     * @param remedy what to do, empty where nothing is known
     */
    public CliError(int exit, String code, String message, String where, String remedy) {
        super(message);
        this.exit = exit;
        this.code = code;
        this.where = where;
        this.remedy = remedy;
    }

    /** Any error as one of these. */
    static CliError of(Throwable error) {
        CliError known = switch (error) {
            case CliError own -> own;
            case ConfigException e -> new CliError(ExitCode.USAGE, "bad_config", String.valueOf(e.getMessage()),
                    e.where(),
                    "mend the file; the README names every key");
            case CatalogException e -> new CliError(ExitCode.USAGE, "bad_catalog", String.valueOf(e.getMessage()),
                    e.where(), "mend the file; docs/validation.md shows one");
            case RejectedInput e -> new CliError(ExitCode.USAGE, e.category(), String.valueOf(e.getMessage()),
                    e.line() > 0 ? e.line() + ":" + Math.max(1, e.column()) : "", e.remedy());
            case ClipboardException e -> new CliError(ExitCode.USAGE, e.kind().name().toLowerCase(Locale.ROOT),
                    String.valueOf(e.getMessage()), e.line() > 0 ? e.line() + ":" + Math.max(1, e.column()) : "",
                    e.remedy());
            case IrException e -> new CliError(ExitCode.USAGE, "not_ir", String.valueOf(e.getMessage()),
                    e.line() > 0 ? e.line() + ":" + Math.max(1, e.column()) : "", "brewprint ir FILE.dsl shows the form");
            case HomeBusy e -> new CliError(ExitCode.FAILED, "busy", String.valueOf(e.getMessage()), "", "");
            case StoppedException e -> new CliError(ExitCode.STOPPED, "stopped", String.valueOf(e.getMessage()), "",
                    "");
            case LessonFormatException e -> new CliError(ExitCode.USAGE, "bad_lesson", String.valueOf(e.getMessage()), "",
                    "a lesson is JSON with prompts, each with id, instruction and expected_dsl");
            case EndpointException e -> new CliError(ExitCode.FAILED, "endpoint", String.valueOf(e.getMessage()), "",
                    e.remedy());
            case ModelFormatException e -> new CliError(ExitCode.USAGE, "bad_model", String.valueOf(e.getMessage()), "", "");
            case BackupException e -> new CliError(ExitCode.FAILED, "backup", String.valueOf(e.getMessage()), "", "");
            case LedgerException e -> new CliError(ExitCode.FAILED, "ledger", String.valueOf(e.getMessage()), "", "");
            case NoSuchFileException e -> new CliError(ExitCode.USAGE, "no_such_file", "there is no file "
                    + e.getFile(),
                    e.getFile(), "check the path");
            case AccessDeniedException e -> new CliError(ExitCode.FAILED, "access_denied",
                    "no right to use " + e.getFile(), e.getFile(), "check its permissions");
            default -> null;
        };
        if (known != null) {
            return known;
        }
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        return new CliError(ExitCode.FAILED, "failed", message.lines().findFirst().orElse(message), "",
                "--debug shows where it comes from");
    }

    /** The same error with the file before its line and column. */
    CliError in(String file) {
        if (code.equals("bad_catalog") || code.equals("bad_config")) {
            return this;
        }
        return new CliError(exit, code, String.valueOf(getMessage()), where.isEmpty() ? file
                : where.startsWith(file) ? where : file + ":" + where, remedy);
    }

    /** A short word for scripts. */
    public String code() {
        return code;
    }

    /** file:line:column, or empty. */
    public String where() {
        return where;
    }

    /** What to do, or empty. */
    public String remedy() {
        return remedy;
    }

    /** The exit code. */
    public int exit() {
        return exit;
    }

    /** The one line. */
    String line() {
        String place = where.isEmpty() || String.valueOf(getMessage()).contains(where) ? "" : where + ": ";
        return "brewprint: " + place + getMessage() + (remedy.isEmpty() ? "" : "; " + remedy);
    }
}
