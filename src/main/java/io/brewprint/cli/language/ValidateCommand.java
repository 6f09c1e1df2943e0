package io.brewprint.cli.language;

import io.brewprint.cli.command.FilesCommand;
import io.brewprint.cli.command.Inputs;
import io.brewprint.config.AtomicFiles;
import io.brewprint.dataset.RowCheck;
import io.brewprint.dataset.RowFix;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.DslStream;
import io.brewprint.dsl.Fixed;
import io.brewprint.dsl.Problem;
import io.brewprint.dsl.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code validate}: what is wrong with documents and datasets. */
@Command(
        name = "validate",
        description = "Checks .dsl documents and .jsonl datasets; exit code 1 where there is an error.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint validate datasets/train.jsonl", "Example: brewprint validate --fix door.dsl"})
public final class ValidateCommand extends FilesCommand {
    private static final int MOST = 1_000;

    private boolean wrong;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, or folders of .dsl and .jsonl files.")
    private List<Path> files = List.of();

    @Option(
            names = "--fix",
            description = "Put right in place what has only one cure: other spellings, slips, wires written "
                    + "twice; each is told.")
    private boolean fix;

    @Option(names = "--stream", description = "Files of .dsl hold one document after another and may have any length.")
    private boolean stream;

    @Override
    protected int run() throws Exception {
        if (fix && stream) {
            throw usage("--fix excludes --stream", "fix the documents before they are put together");
        }
        if (fix && files.contains(Inputs.DASH)) {
            throw usage("--fix excludes the standard input", "name files");
        }
        Inputs inputs = new Inputs(limits());
        each(Inputs.find(files, ".dsl", ".jsonl"), item -> one(item, inputs));
        return exit(wrong);
    }

    /** Document by document: memory is bounded by the largest, and the list of problems is. */
    private List<Problem> streamed(Inputs.Item item) throws IOException {
        var problems = new ArrayList<Problem>();
        try (InputStream in = item.path().equals(Inputs.DASH) ? System.in : Files.newInputStream(item.path())) {
            DslStream.check(in, catalog(), checked -> {
                if (problems.size() < MOST) {
                    problems.addAll(checked.problems());
                }
            });
        }
        if (problems.size() > MOST) {
            problems.subList(MOST, problems.size()).clear();
            problems.add(ProblemCode.TOO_MANY_PROBLEMS.at(
                    0, 0, "more than " + MOST + " problems; the rest is not listed", null));
        }
        return problems;
    }

    private int fix(Inputs.Item item, Inputs inputs, boolean rows) throws IOException {
        if (rows) {
            return RowFix.fix(item.path(), catalog(), (line, change) -> tell(item, line, "output ", change));
        }
        String text = inputs.text(item);
        Fixed fixed = Dsl.fixed(text, catalog());
        if (!fixed.fixes().isEmpty()) {
            AtomicFiles.write(item.path(), fixed.text());
        }
        fixed.fixes().forEach(change -> tell(item, change.line(), "", change));
        return fixed.fixes().size();
    }

    private void tell(Inputs.Item item, int line, String where, Fixed.Fix change) {
        if (!json()) {
            out().println(item.name() + ":" + line + ": fixed " + (where.isEmpty() ? "" : where + change.line() + ": ")
                    + change.before() + (change.after() == null ? "  (taken out)" : "  ->  " + change.after()));
        }
    }

    private Map<String, Object> one(Inputs.Item item, Inputs inputs) throws IOException {
        boolean rows = Inputs.endsWith(item.path(), ".jsonl");
        if (Inputs.endsWith(item.path(), ".txt")) {
            throw usage(item.name() + " is neither .dsl nor .jsonl", "brewprint translate reads clipboard texts");
        }
        int fixes = fix ? fix(item, inputs, rows) : 0;
        List<Problem> problems = rows
                ? RowCheck.check(item.path(), catalog())
                : stream ? streamed(item) : Dsl.check(inputs.text(item), catalog());
        boolean valid = Dsl.isValid(problems);
        wrong |= !valid;
        if (!json()) {
            problems.forEach(problem -> out().println(line(item, problem)));
            long errors = problems.stream().filter(Problem::isError).count();
            say(item.name() + ": " + (valid ? "valid" : errors + (errors == 1 ? " error" : " errors"))
                    + (problems.size() > errors ? ", " + (problems.size() - errors) + " warnings and hints" : ""));
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        if (fix) {
            entry.put("fixed", fixes);
        }
        entry.put("valid", valid);
        entry.put("problems", problems.stream().map(FilesCommand::entry).toList());
        return entry;
    }
}
