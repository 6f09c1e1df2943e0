package io.brewprint.cli.language;

import io.brewprint.cli.command.FilesCommand;
import io.brewprint.cli.command.Inputs;
import io.brewprint.config.AtomicFiles;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Parsed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code format}: the one canonical spelling. */
@Command(
        name = "format",
        description = "Prints DSL documents in their canonical form; remarks are kept.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint format --write door.dsl"})
public final class FormatCommand extends FilesCommand {
    private boolean unformatted;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files, or folders of .dsl files; - is the standard " + "input.")
    private List<Path> files = List.of();

    @Option(names = "--write", description = "Write the files in place.")
    private boolean write;

    @Option(names = "--check", description = "Only tell which files are not in canonical form; exit code 1 if any.")
    private boolean check;

    @Override
    protected int run() throws Exception {
        if (write && (check || files.contains(Inputs.DASH))) {
            throw usage("--write excludes " + (check ? "--check" : "the standard input"), "choose one");
        }
        Inputs inputs = new Inputs(limits());
        each(Inputs.find(files, ".dsl"), item -> one(item, inputs));
        return exit(unformatted);
    }

    private Map<String, Object> one(Inputs.Item item, Inputs inputs) throws IOException {
        String text = inputs.text(item);
        Parsed parsed = Dsl.parse(text);
        if (!Dsl.isValid(parsed.problems())) {
            // A line that cannot be read would be gone.
            throw refusal(item, parsed.problems());
        }
        String canonical = Dsl.format(text, catalog());
        boolean changed = !canonical.equals(text);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("changed", changed);
        if (check) {
            unformatted |= changed;
            if (changed && !json()) {
                say(item.name() + " is not in canonical form");
            }
        } else if (write) {
            if (changed) {
                AtomicFiles.write(item.path(), canonical);
            }
            if (changed && !json()) {
                say(item.name() + " rewritten");
            }
        } else {
            entry.put("text", canonical);
            if (!json()) {
                out().print(canonical);
                out().flush();
            }
        }
        return entry;
    }
}
