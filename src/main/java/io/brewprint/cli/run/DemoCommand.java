package io.brewprint.cli.run;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.CycleMode;
import io.brewprint.cycle.CycleOptions;
import io.brewprint.cycle.CycleReport;
import io.brewprint.route.CycleCall;
import io.brewprint.route.Parts;
import io.brewprint.tensor.Compute;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** {@code demo}: the bundled exports through a full cycle on the bundled model. */
@Command(
        name = "demo",
        description = "Puts the example exports into the watched folder and runs a full cycle on the tiny model.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint demo --home my-first-home"})
public final class DemoCommand extends BaseCommand {
    private final Parts parts;

    public DemoCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    protected int run() throws Exception {
        Path examples = HomeSetup.program("examples/exports")
                .orElseThrow(() -> new Fault(
                        "no_examples",
                        "the example exports are not there",
                        "start the program by ./brewprint in its own folder"));
        Home home = HomeSetup.prepare(home());
        PipelineConfig config = config();
        Compute.use(config.hardware());
        int copied = HomeSetup.copy(examples, "*.txt", home.exports());
        err().println(copied + " example exports put into " + home.exports());
        CycleReport report;
        try (ProgressView view = ProgressView.ofProcess()) {
            report = CycleCall.run(home, config, parts, CycleOptions.of(CycleMode.FULL), view);
        }
        if (json()) {
            emit(RunReport.document(home, report));
        } else {
            RunReport.lines(home, report).forEach(this::say);
        }
        return RunReport.exit(report);
    }
}
