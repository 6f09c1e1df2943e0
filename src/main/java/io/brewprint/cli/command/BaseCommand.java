package io.brewprint.cli.command;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.ConfigFile;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.config.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command shares: the home, JSON or text on stdout, logs and progress on stderr, exit codes. */
public abstract class BaseCommand implements Callable<Integer> {
    private static final Set<String> SHARED = Set.of("--home", "--json", "--debug", "--help", "--version");

    @Option(names = "--home", paramLabel = "DIR", description = "Home folder (default: the program's own folder).")
    private @Nullable Path homeOption;

    @Option(names = "--json", description = "Print one JSON document on stdout.")
    private boolean json;

    @Option(names = "--debug", description = "Show where an error comes from, and more of the log.")
    private boolean debug;

    private @Nullable NodeCatalog catalog;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    /**
     * Does the work.
     *
     * @return an exit code of {@link ExitCode}
     */
    protected abstract int run() throws Exception;

    @Override
    public final Integer call() throws Exception {
        return run();
    }

    /** The home folder that was asked for. */
    public final Home home() {
        return new Home(homeOption != null ? homeOption : Path.of(System.getProperty("brewprint.home", "")));
    }

    /** Its configuration with what options of this call say ({@link SettingOptions}), checked. */
    public final PipelineConfig config() {
        return config(given());
    }

    /** The same with these values in place of the options'. */
    protected final PipelineConfig config(Map<String, SettingOptions.Given> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((path, value) -> texts.put(path, value.text()));
        return Settings.with(ConfigFile.load(home().config()), texts, path -> {
            SettingOptions.Given value = values.get(path);
            return value == null ? path : value.option();
        });
    }

    /** What options of this call say, by {@code section.key}. */
    protected final Map<String, SettingOptions.Given> given() {
        return SettingOptions.given(spec);
    }

    /** The node types that hold here: the program's, and those of the home over them. */
    public final NodeCatalog catalog() {
        NodeCatalog known = catalog;
        if (known == null) {
            known = NodeCatalog.load(home().catalog());
            catalog = known;
        }
        return known;
    }

    /** Options of this call beside those of every command, by the names that help shows. */
    public final Set<String> named() {
        Set<String> names = new LinkedHashSet<>();
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            if (!SHARED.contains(option.longestName())) {
                names.add(option.longestName());
            }
        }
        return names;
    }

    /** Whether JSON is wanted. */
    public final boolean json() {
        return json;
    }

    /** Whether stack traces are wanted. */
    public final boolean debug() {
        return debug;
    }

    /** Where results go. */
    public final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Where everything else goes. */
    public final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Prints the one JSON document. */
    public final void emit(Object document) {
        out().print(Json.pretty(document));
        out().flush();
    }

    /** Prints a line for people. */
    public final void say(String line) {
        out().println(line);
        out().flush();
    }

    /** A wrong use of this command, exit code 2. */
    public static Fault usage(String message, String remedy) {
        return new Fault("usage", message, remedy);
    }
}
