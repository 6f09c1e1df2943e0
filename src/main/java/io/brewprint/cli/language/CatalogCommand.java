package io.brewprint.cli.language;

import io.brewprint.blueprint.CatalogEntry;
import io.brewprint.blueprint.CatalogFile;
import io.brewprint.blueprint.CatalogLearner;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.cli.command.Errors;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.FilesCommand;
import io.brewprint.cli.command.Inputs;
import io.brewprint.cli.command.SubcommandGroup;
import io.brewprint.clipboard.ClipboardParser;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Json;
import io.brewprint.translate.SeenNodes;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code catalog}: the node types of this home. */
@Command(
        name = "catalog",
        description = "Node types: those that exports show and the catalog lacks.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint catalog learn raw-data/clipboard-exports/processed"})
public final class CatalogCommand extends SubcommandGroup {
    @Override
    public List<String> commands() {
        return List.of("learn");
    }

    @Override
    public Object make(String name) {
        return switch (name) {
            case "learn" -> new Learn();
            default -> throw new IllegalArgumentException("no command is called catalog " + name);
        };
    }

    /** {@code catalog learn}. */
    @Command(
            name = "learn",
            description = "Proposes catalog entries for the nodes of clipboard texts, as a file of the home's catalog "
                    + "folder.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: brewprint catalog learn door.txt --save doors"})
    public static final class Learn extends FilesCommand {
        @Parameters(
                arity = "1..*",
                paramLabel = "FILE",
                description = "Texts, or folders of .txt files; - is the " + "standard input.")
        private List<Path> files = List.of();

        @Option(names = "--save", paramLabel = "NAME", description = "Write catalog/NAME.json in the home.")
        private @Nullable String save;

        @Option(names = "--force", description = "Overwrite that file.")
        private boolean force;

        @Override
        protected int run() throws Exception {
            Path target = target();
            // A file that is written anew must not count as known what only it knows.
            NodeCatalog catalog =
                    target == null ? catalog() : NodeCatalog.of(CatalogFile.readFolder(home().catalog(), target));
            var learner = new CatalogLearner(catalog);
            var inputs = new Inputs(limits());
            for (Inputs.Item item : Inputs.find(files, ".txt")) {
                try {
                    SeenNodes.of(ClipboardParser.parse(inputs.bytes(item), clipboardLimits()), catalog)
                            .forEach(learner::observe);
                } catch (Exception e) {
                    throw Errors.of(e).in(item.name());
                }
            }
            List<CatalogEntry> entries = learner.entries();
            String proposal = CatalogFile.write(entries);
            if (target != null && !entries.isEmpty()) {
                AtomicFiles.write(target, proposal);
            }
            if (json()) {
                emit(document(learner, entries, proposal, target));
            } else {
                // The proposal alone goes to the standard output, so that it can be a file.
                tell(learner, entries, target == null ? err() : out());
                if (target == null) {
                    out().print(proposal);
                } else {
                    out().println(
                                    entries.isEmpty()
                                            ? "nothing new: " + target + " is not written"
                                            : entries.size() + " types -> " + target);
                }
                out().flush();
                err().flush();
            }
            return ExitCode.DONE;
        }

        private @Nullable Path target() {
            if (save == null) {
                return null;
            }
            String name = save.endsWith(".json") ? save.substring(0, save.length() - 5) : save;
            if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9_. -]{0,99}")) {
                throw usage("\"" + save + "\" is no name of a file", "letters, digits, _ and - make one");
            }
            Path target = home().catalog().resolve(name + ".json");
            if (Files.exists(target) && !force) {
                throw usage(target + " is there", "--force overwrites it, another NAME stands beside it");
            }
            return target;
        }

        private static Map<String, Object> document(
                CatalogLearner learner, List<CatalogEntry> entries, String proposal, @Nullable Path target)
                throws Exception {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("types", Json.MAPPER.readTree(proposal).path("types"));
            document.put("new", entries.stream().map(CatalogEntry::name).toList());
            document.put("known", learner.known());
            document.put("own", learner.own());
            document.put("disagreements", learner.disagreements());
            if (target != null && !entries.isEmpty()) {
                document.put("written", target.toString());
            }
            return document;
        }

        private static void tell(CatalogLearner learner, List<CatalogEntry> entries, PrintWriter to) {
            int known = learner.known().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            to.println("known: " + known + " nodes of " + learner.known().size() + " types");
            to.println("new: " + learner.unknown() + " nodes of " + entries.size() + " types"
                    + (entries.isEmpty()
                            ? ""
                            : ": " + entries.stream().map(CatalogEntry::name).collect(Collectors.joining(", "))));
            if (!learner.own().isEmpty()) {
                to.println("left out, functions of their own Blueprint: "
                        + String.join(", ", learner.own().keySet()));
            }
            learner.disagreements().forEach(line -> to.println("otherwise than the catalog: " + line));
        }
    }
}
