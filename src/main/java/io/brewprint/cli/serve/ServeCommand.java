package io.brewprint.cli.serve;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.run.HomeSetup;
import io.brewprint.cli.run.ProgressView;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.CycleListener;
import io.brewprint.llama.WeightPrecision;
import io.brewprint.route.Parts;
import io.brewprint.route.Pipeline;
import io.brewprint.route.Workshop;
import io.brewprint.tensor.Compute;
import io.brewprint.web.EngineModel;
import io.brewprint.web.WebServer;
import io.brewprint.web.WebSettings;
import io.brewprint.worker.EndSignals;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code serve}: the daemon. */
@Command(
        name = "serve",
        description = "Watches the folders, runs nightly cycles and backups, until it is ended.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint serve", "End it with Ctrl-C; brewprint stop ends its cycle only."})
public final class ServeCommand extends BaseCommand {
    private final Parts parts;

    public ServeCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    protected int run() throws Exception {
        Home home = home();
        HomeSetup.prepare(home());
        PipelineConfig config = config();
        Compute.use(config.hardware());
        EndSignals.take();
        try (EngineModel model = new EngineModel(
                        home,
                        config.model().baseModel(),
                        WeightPrecision.of(config.quantization()),
                        Duration.ofSeconds(config.exam().timeoutSecondsPerPrompt()),
                        Duration.ofMinutes(config.web().idleMinutes()));
                ProgressView view = ProgressView.ofProcess();
                Workshop workshop = Workshop.open(
                        home,
                        config,
                        parts,
                        Pipeline.Opening.DAEMON,
                        CycleListener.all(List.of(view, new DeviceLender(model::lend, model::takeBack))));
                WebServer web = web(config, model)) {
            if (json()) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("serving", home.root().toString());
                document.put("pid", ProcessHandle.current().pid());
                document.put("routes", workshop.pipeline().routes());
                if (web != null) {
                    document.put("port", web.port());
                    document.put("endpoint", web.url());
                }
                emit(document);
            } else {
                if (web != null) {
                    say("OpenAI-compatible endpoint at " + web.url());
                }
                say("watching " + home.exports() + " and " + home.lessonInbox());
                say("nightly cycle at " + config.schedule().nightly() + ", backups at "
                        + config.schedule().backup()
                        + " ("
                        + config.schedule().timeZone() + "); end it with Ctrl-C");
            }
            EndSignals.await();
        }
        return ExitCode.DONE;
    }

    /** A port that another program holds is no reason not to watch and to train. */
    private @Nullable WebServer web(PipelineConfig config, EngineModel model) {
        PipelineConfig.Web settings = config.web();
        if (!settings.enabled()) {
            return null;
        }
        try {
            return new WebServer(WebSettings.of(settings), model);
        } catch (Fault e) {
            err().println(e.getMessage() + ". The rest goes on without it.");
            err().flush();
            return null;
        }
    }
}
