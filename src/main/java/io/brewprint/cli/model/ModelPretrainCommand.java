package io.brewprint.cli.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.WorkerCall;
import io.brewprint.compose.Composer;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import io.brewprint.convert.BundledBase;
import io.brewprint.train.BaseShape;
import io.brewprint.train.StreamPlan;
import io.brewprint.train.StreamPretrainer;
import io.brewprint.worker.BaseSpec;
import io.brewprint.worker.PretrainResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code model pretrain}: makes a base model from nothing. */
@Command(
        name = "pretrain",
        description =
                "Pretrains a small base model from nothing, on composed Blueprints that never come twice. Goes on "
                        + "from the newest checkpoint in the output folder, if the settings are the same.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint model pretrain --output models/my-base --steps 20000"})
final class ModelPretrainCommand extends BaseCommand {
    /** What a folder was begun with. */
    private static final String PLAN = "pretrain.json";
    /** Rows by which the data are known. */
    private static final int HASHED = 1_000;

    @Option(names = "--output", required = true, description = "Folder for tokenizer, checkpoints and final/.")
    private Path output = Path.of("");

    @Option(
            names = "--leave-out",
            split = ",",
            paramLabel = "FAMILY",
            description = "Families of nodes that it does not see (default: ${DEFAULT-VALUE}).",
            defaultValue = "ui,timer,physics")
    private List<String> leftOut = List.of();

    @Option(names = "--things", description = "About how many things a Blueprint does at most (default: 10).")
    private int things = 10;

    @Option(names = "--dim", description = "Width (default: 256).")
    private int dim = 256;

    @Option(names = "--layers", description = "Layers (default: 6).")
    private int layers = 6;

    @Option(names = "--heads", description = "Attention heads (default: 8).")
    private int heads = 8;

    @Option(names = "--kv-heads", description = "Heads of keys and values (default: 4).")
    private int kvHeads = 4;

    @Option(names = "--ffn", description = "Width of the feed-forward network (default: 704).")
    private int ffn = 704;

    @Option(names = "--vocab", description = "Tokens of its vocabulary (default: 1536).")
    private int vocab = 1536;

    @Option(names = "--tokenizer-texts", description = "Texts that the vocabulary is made of (default: 3000).")
    private int tokenizerTexts = 3000;

    @Option(names = "--context", description = "Tokens of its context (default: 1024).")
    private int context = 1024;

    @Option(names = "--steps", description = "Steps of the optimizer (default: 8000).")
    private int steps = 8000;

    @Option(names = "--batch", description = "Texts a step (default: 16).")
    private int batch = 16;

    @Option(names = "--rate", description = "Peak of the learning rate (default: 2e-3).")
    private double rate = 2e-3;

    @Option(names = "--save-steps", description = "Steps between checkpoints (default: 200).")
    private int saveSteps = 200;

    @Option(
            names = "--finish",
            paramLabel = "STEPS",
            description = "Makes a base of a training that is under way: from its newest checkpoint the rate falls to "
                    + "its end within so many steps, in a folder of its own. The training can go on after that.")
    private int finish;

    @Option(names = "--seed", description = "Of weights and texts (default: 1).")
    private long seed = 1;

    @Override
    protected int run() throws Exception {
        check();
        Path folder = output.toAbsolutePath().normalize();
        BaseShape shape = new BaseShape(dim, layers, heads, kvHeads, ffn, vocab, context);
        BaseSpec spec = new BaseSpec(
                folder,
                leftOut,
                things,
                new StreamPlan(shape, tokenizerTexts, steps, batch, rate, saveSteps, seed),
                finish);
        Map<String, Object> settings = Json.fields(spec);
        settings.remove("out");
        settings.remove("finish");
        settings.put("texts", Composer.VERSION);
        String document = Json.pretty(settings);
        Path begun = folder.resolve(PLAN);
        if (Files.exists(begun) && !Files.readString(begun).equals(document)) {
            throw new Fault(
                    "another_training",
                    "the folder holds a pretraining with other settings",
                    Where.in(begun.toString()),
                    "give another --output, or those settings");
        }
        Files.createDirectories(folder);
        AtomicFiles.write(begun, document);
        PretrainResult result = new WorkerCall(err()).run(home(), config(), spec);
        Path made = result.model().resolveSibling("");
        Path bundle = made.resolve("base");
        BundledBase.write(result.model(), bundle, record(made, result, settings));
        if (json()) {
            emit(Map.of("model", result.model(), "base", bundle));
        } else {
            say("made " + result.model() + ", and " + bundle + " to hand on");
        }
        return ExitCode.DONE;
    }

    /** How it was made: settings, hash of the first rows, hours, and the losses on held rows. */
    private ObjectNode record(Path folder, PretrainResult result, Map<String, Object> settings) throws IOException {
        ObjectNode record = Json.PLAIN.createObjectNode();
        record.put("command", "brewprint model pretrain --output DIR, with these settings");
        record.set("settings", Json.PLAIN.valueToTree(settings));
        if (finish > 0) {
            record.put("finished_in", finish);
        }
        record.put("data_hash", dataHash());
        record.put("device", result.device());
        record.put("hours", Math.round(StreamPretrainer.seconds(folder) / 36) / 100.0);
        JsonNode state =
                Json.PLAIN.readTree(result.model().resolve("trainer_state.json").toFile());
        record.put("steps_done", state.path("global_step").asInt());
        record.put("tokens", state.path("num_input_tokens_seen").asLong());
        curve(state, "loss", record.putArray("training_loss"));
        curve(state, "eval_loss", record.putArray("validation_loss"));
        return record;
    }

    private static void curve(JsonNode state, String key, ArrayNode curve) {
        for (JsonNode entry : state.path("log_history")) {
            if (entry.has(key)) {
                curve.addArray()
                        .add(entry.path("step").asInt())
                        .add(Math.round(entry.path(key).asDouble() * 1e4) / 1e4);
            }
        }
    }

    /** Of the first rows as they are at full size: another composer makes others. */
    private String dataHash() {
        Composer composer = Composer.of(seed, things, family -> !leftOut.contains(family));
        var rows = new StringBuilder();
        for (long number = 0; number < HASHED; number++) {
            Composer.Composed row = composer.taught(number, things);
            rows.append(row.request()).append('\0').append(row.answer()).append('\0');
        }
        return AtomicFiles.sha256(rows.toString());
    }

    private void check() {
        Set<String> families = Composer.families();
        for (String family : leftOut) {
            if (!family.isBlank() && !families.contains(family)) {
                throw usage("no family of nodes is named " + family, "there are " + String.join(", ", families));
            }
        }
        boolean positive = things > 0
                && layers > 0
                && ffn > 0
                && steps > 0
                && finish >= 0
                && batch > 0
                && saveSteps > 0
                && context >= 64;
        if (!positive || !(rate > 0) || vocab < 264 || tokenizerTexts < 1) {
            throw usage(
                    "sizes, steps and the rate are above 0, --vocab 264 and more, --context 64 and more",
                    "--help shows each");
        }
        if (heads < 1 || kvHeads < 1 || dim % (2 * heads) != 0 || heads % kvHeads != 0) {
            throw usage("--dim is a multiple of twice --heads, and --heads one of --kv-heads", "256, 8 and 4 are");
        }
    }
}
