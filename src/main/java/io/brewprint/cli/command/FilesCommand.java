package io.brewprint.cli.command;

import io.brewprint.clipboard.ClipboardLimits;
import io.brewprint.config.Fault;
import io.brewprint.config.PipelineConfig;
import io.brewprint.config.Where;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command that does the same to each of several files; a bad one is told and the next is taken up. */
public abstract class FilesCommand extends BaseCommand {
    /** What is done to one file. */
    protected interface Work {
        /** The file's entry in the JSON document. */
        Map<String, Object> on(Inputs.Item item) throws Exception;
    }

    private PipelineConfig.@Nullable Limits limits;
    private boolean refused;

    /** The limits of the configuration. */
    protected final PipelineConfig.Limits limits() {
        PipelineConfig.Limits known = limits;
        if (known == null) {
            known = config().limits();
            limits = known;
        }
        return known;
    }

    protected final ClipboardLimits clipboardLimits() {
        return new ClipboardLimits(limits().maxFileBytes(), limits().maxNesting(), limits().maxObjects());
    }

    /** The graph that a file holds, whatever its form; an error says which file. */
    protected final Document document(Inputs.Item item) {
        return loaded(item).document();
    }

    /** The same with the places of a clipboard text's nodes. */
    protected final Documents.Loaded loaded(Inputs.Item item) {
        Documents.Loaded loaded = readable(item);
        if (!Dsl.isGraph(loaded.errors())) {
            throw refusal(item, loaded.errors());
        }
        return loaded;
    }

    /** A graph as far as it can be read, with its errors. */
    protected final Documents.Loaded readable(Inputs.Item item) {
        try {
            return new Documents(new Inputs(limits()), clipboardLimits(), catalog()).read(item);
        } catch (Exception e) {
            throw Errors.of(e).in(item.name());
        }
    }

    /** Works on each file and prints {@code {files:[..]}} where JSON is wanted. A single bad file is the error. */
    protected final void each(List<Inputs.Item> items, Work work) throws Exception {
        var entries = new ArrayList<Map<String, Object>>();
        for (Inputs.Item item : items) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("file", item.name());
            try {
                entry.putAll(work.on(item));
            } catch (Exception e) {
                Fault error = Errors.of(e).in(item.name());
                if (items.size() == 1) {
                    throw error;
                }
                refused = true;
                entry.putAll(Errors.document(error));
                if (!json()) {
                    err().println(Errors.line(error));
                }
            }
            if (json()) {
                entries.add(entry);
            }
        }
        err().flush();
        if (json()) {
            emit(Map.of("files", entries));
        }
    }

    /** True when one of several files could not be used. */
    protected final boolean refused() {
        return refused;
    }

    /** The exit code, where {@code failed} says that a file was read and found wanting. */
    protected final int exit(boolean failed) {
        return refused ? ExitCode.USAGE : failed ? ExitCode.FAILED : ExitCode.DONE;
    }

    /** A problem as scripts read it. */
    public static Map<String, Object> entry(Problem problem) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("code", problem.code());
        out.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
        out.put("line", problem.line());
        out.put("column", problem.column());
        out.put("message", problem.message());
        if (problem.hint() != null) {
            out.put("hint", problem.hint());
        }
        return out;
    }

    /** A problem as people read it. */
    public static String line(Inputs.Item item, Problem problem) {
        String place = problem.line() == 0 ? "" : ":" + problem.line() + ":" + Math.max(1, problem.column());
        return item.name() + place + ": " + problem.severity().name().toLowerCase(Locale.ROOT) + " " + problem.code()
                + ": " + problem.message() + (problem.hint() == null ? "" : "; " + problem.hint());
    }

    /** The first error as the error of the whole command; the rest is counted. */
    public static Fault refusal(Inputs.Item item, List<Problem> problems) {
        List<Problem> errors = problems.stream().filter(Problem::isError).toList();
        Problem first = errors.getFirst();
        String more = errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : "";
        return new Fault(
                first.code().toLowerCase(Locale.ROOT),
                first.message() + more,
                new Where(item.name(), first.line(), first.column()),
                first.hint() == null ? "" : first.hint());
    }
}
