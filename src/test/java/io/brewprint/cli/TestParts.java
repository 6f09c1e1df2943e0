package io.brewprint.cli;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.config.Where;
import io.brewprint.cycle.FileStage;
import io.brewprint.cycle.Stage;
import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageResult;
import io.brewprint.cycle.StageSet;
import io.brewprint.intake.ExportTranslator;
import io.brewprint.intake.WatchedFolder;
import io.brewprint.route.Parts;
import io.brewprint.stage.ExportsStage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Small real parts: a translator of one line, stages that write a file each, a training that counts steps. */
public final class TestParts implements Parts {
    /** The program with these parts, for tests that need a process. */
    public static final class Main {
        public static void main(String[] args) {
            System.exit(Brewprint.execute(new TestParts(), args));
        }
    }

    @Override
    public ExportTranslator translator(PipelineConfig config, NodeCatalog catalog) {
        return new ExportTranslator() {
            @Override
            public String version() {
                return "1";
            }

            @Override
            public Translated translate(String fileName, String text) {
                if (!text.startsWith("Begin")) {
                    throw new Fault("foreign", "no Unreal text", Where.at(1, 1), "copy nodes");
                }
                return new Translated("BLUEPRINT: " + text.strip() + "\n", Json.MAPPER.createObjectNode());
            }
        };
    }

    @Override
    public StageSet stages(List<WatchedFolder> folders) {
        List<Stage> all = new ArrayList<>(List.of(new ExportsStage(folders)));
        Stream.of("dataset", "validate", "pretrain", "train", "baseline", "exam", "feedback", "promote", "report")
                .map(id -> id.equals("train") ? new Steps() : new FileStage(id))
                .forEach(all::add);
        return new StageSet(all);
    }

    /** Counts up to steps.txt's number, 20 a second, keeping the count in count.txt: its checkpoint. */
    static final class Steps extends FileStage {
        Steps() {
            super("train");
        }

        @Override
        public StageResult run(StageContext context) throws Exception {
            Path root = context.home().root();
            Path wanted = root.resolve("steps.txt");
            Path count = root.resolve("count.txt");
            int steps = Files.exists(wanted)
                    ? Integer.parseInt(Files.readString(wanted).strip())
                    : 1;
            for (int i = Files.exists(count) ? Integer.parseInt(Files.readString(count)) : 0; i < steps; i++) {
                AtomicFiles.write(count, String.valueOf(i + 1));
                context.progress().at(i + 1, steps, "training");
                if (context.stop().requested()) {
                    return StageResult.stopped("at step " + (i + 1));
                }
                Thread.sleep(50);
            }
            context.version(1);
            return super.run(context);
        }
    }
}
