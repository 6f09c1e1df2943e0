package io.brewprint.cli.model;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.SettingOptions;
import io.brewprint.config.Fault;
import io.brewprint.config.PipelineConfig;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.ModelShapes;
import io.brewprint.llama.Projection;
import io.brewprint.llama.WeightFormat;
import io.brewprint.plan.Card;
import io.brewprint.plan.MemoryPage;
import io.brewprint.plan.MemoryPlan;
import io.brewprint.plan.PlanOptions;
import io.brewprint.plan.Speed;
import io.brewprint.tensor.Compute;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code model plan}: what a training will hold in memory, how long it takes, and what would help. */
@Command(
        name = "plan",
        description = "Tells, before anything is loaded, each part's memory, the peak, the speed, and what would help.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What is not given is taken from pipeline_config.json.",
            "Example: brewprint model plan --base-model llama-3.1-70b --quantization int8 --lora-r 16 "
                    + "--max-seq-length 4096 --card H200"
        })
final class ModelPlanCommand extends BaseCommand {
    @Mixin
    final SettingOptions.ForPlan settings = new SettingOptions.ForPlan();

    @Option(
            names = "--prefix",
            defaultValue = "0",
            description = "Tokens of the shared prompt, computed once a micro-batch.")
    private int prefix;

    @Option(
            names = "--card",
            description = "RTX 4090, RTX PRO 6000, A100, H100, H200 and others, or cpu: this machine, " + "measured.")
    private @Nullable String card;

    @Option(names = "--memory", paramLabel = "GIB", description = "Memory that must be enough.")
    private @Nullable Double memory;

    @Option(names = "--rows", description = "Rows to learn from (default: those of datasets/train.jsonl).")
    private @Nullable Long rows;

    @Option(names = "--markdown", description = "Print the page docs/memory.md instead.")
    private boolean markdown;

    @Override
    protected int run() throws Exception {
        if (markdown) {
            out().print(MemoryPage.text());
            out().flush();
            return ExitCode.DONE;
        }
        PipelineConfig config = config();
        String name = config.model().baseModel();
        Optional<Card> device = device(config.hardware());
        MemoryPlan plan = MemoryPlan.of(shape(name), options(config, device));
        Double limit = memory != null ? memory : device.map(Card::memoryGib).orElse(null);
        Speed speed = device.map(each -> Speed.of(plan, each)).orElse(null);
        Double hours = speed == null ? null : hours(config, plan, speed);
        if (json()) {
            emit(document(name, plan, limit, speed, hours));
        } else {
            tell(name, plan, limit, speed, hours);
        }
        return limit == null || plan.fits(limit) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private LlamaConfig shape(String name) throws IOException {
        Optional<LlamaConfig> known = ModelShapes.of(name);
        try {
            return known.isPresent() ? known.get() : LlamaConfig.read(new ModelFolders(home()).model(name));
        } catch (Fault e) {
            if (!e.code().equals("no_such_model")) {
                throw e;
            }
            throw usage(e.what(), "known without files are " + String.join(", ", ModelShapes.names()));
        }
    }

    private Optional<Card> device(PipelineConfig.Hardware hardware) {
        if (card == null) {
            return Optional.empty();
        }
        boolean cpu = card.equalsIgnoreCase("cpu");
        if (cpu) { // measured as a training would use it, whatever else is asked for
            Compute.use(new PipelineConfig.Hardware(
                    "cpu", hardware.threads(), hardware.workerHeapMib(), hardware.minFreeDiskMib()));
        }
        Optional<Card> found = cpu ? Optional.of(Card.measuredCpu()) : Card.named(card);
        if (found.isEmpty()) {
            throw usage(
                    "no card called " + card + " is known",
                    "choose one of "
                            + String.join(
                                    ", ", Card.known().stream().map(Card::name).toList()) + ", cpu, or give --memory");
        }
        return found;
    }

    /** What "none" means on a card is bf16, unless f32 is asked for: nobody holds an unquantised base there in f32. */
    private WeightFormat format(PipelineConfig.Quantization held, boolean cpu) {
        SettingOptions.Given asked = given().get("quantization.mode");
        boolean full = cpu || (asked != null && asked.typed().equals("f32"));
        return held.mode().equals("none") && !full
                ? WeightFormat.BF16
                : WeightFormat.of(held.mode(), held.doubleQuant());
    }

    private PlanOptions options(PipelineConfig config, Optional<Card> device) {
        boolean cpu = device.isPresent()
                ? device.get().name().equals("cpu")
                : memory == null && config.hardware().device().equals("cpu");
        WeightFormat base = format(config.quantization(), cpu);
        PipelineConfig.Lora lora = config.lora();
        try {
            LoraSpec spec = new LoraSpec(
                    lora.r(),
                    lora.alpha(),
                    lora.dropout(),
                    lora.targetModules().stream().map(Projection::ofModule).toList(),
                    lora.useRslora());
            return new PlanOptions(
                    base,
                    cpu ? PlanOptions.Device.CPU : PlanOptions.Device.GPU,
                    spec,
                    config.training().maxSeqLength(),
                    config.training().batchSize(),
                    prefix,
                    2,
                    config.quantization().vocabulary().equals("int8"),
                    config.training().optim().equals("adamw_8bit"),
                    config.training().hostCheckpoints());
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()), "");
        }
    }

    /** Every row at the full length of a sequence: the training cannot take longer, and short rows take less. */
    private @Nullable Double hours(PipelineConfig config, MemoryPlan plan, Speed speed) throws IOException {
        long many = rows != null ? rows : lines();
        if (many == 0) {
            return null;
        }
        double steps = Math.ceilDiv(many, plan.options().batch());
        return speed.hours(steps * plan.options().tokens() * config.training().epochs());
    }

    private long lines() throws IOException {
        if (!Files.isRegularFile(home().train())) {
            return 0;
        }
        try (var lines = Files.lines(home().train())) {
            return lines.count();
        }
    }

    private static Map<String, Object> document(
            String name, MemoryPlan plan, @Nullable Double limit, @Nullable Speed speed, @Nullable Double hours) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("model", name);
        out.put("parameters", plan.model().parameters());
        out.put("parts", inGib(plan.parts()));
        out.put("phases", inGib(plan.phases()));
        out.put("peak_gib", rounded(plan.peakGib()));
        out.put("peak_phase", plan.peakPhase());
        out.put("host_gib", rounded(MemoryPlan.gib(plan.hostBytes())));
        out.put("tokens_per_s", speed == null ? null : Math.round(speed.tokensPerSecond() * 10) / 10.0);
        out.put("hours", hours == null ? null : rounded(hours));
        out.put("memory_gib", limit == null ? null : rounded(limit));
        out.put("fits", limit == null ? null : plan.fits(limit));
        out.put("reason", limit == null || plan.fits(limit) ? null : plan.refusal(limit));
        out.put(
                "levers",
                plan.levers().stream()
                        .map(lever -> {
                            Map<String, Object> each = new LinkedHashMap<>();
                            each.put("lever", lever.name());
                            each.put("peak_gib", rounded(MemoryPlan.gib(lever.peakBytes())));
                            return each;
                        })
                        .toList());
        return out;
    }

    private static Map<String, Object> inGib(Map<String, Long> bytes) {
        Map<String, Object> out = new LinkedHashMap<>();
        bytes.forEach((key, value) -> out.put(key, rounded(MemoryPlan.gib(value))));
        return out;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private void tell(
            String name, MemoryPlan plan, @Nullable Double limit, @Nullable Speed speed, @Nullable Double hours) {
        PlanOptions o = plan.options();
        say(String.format(
                Locale.ROOT,
                "%s, %,d parameters, %s, rank %d, %d x %d tokens",
                name,
                plan.model().parameters(),
                o.base().id(),
                o.lora().rank(),
                o.batch(),
                o.sequence()));
        plan.parts().forEach((part, bytes) -> gib("  " + part, bytes));
        plan.phases().forEach((phase, bytes) -> gib("in " + phase, bytes));
        gib("peak", plan.peakBytes());
        if (plan.hostBytes() > 0) {
            gib("on the host", plan.hostBytes());
        }
        if (speed != null) {
            say(String.format(
                    Locale.ROOT,
                    "expected %,.0f tokens/s (%.3g GFLOP a token)%s",
                    speed.tokensPerSecond(),
                    speed.flopsPerToken() / 1e9,
                    hours == null
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    ", at most %.1f hours for %d epochs",
                                    hours,
                                    config().training().epochs())));
        }
        plan.levers().forEach(lever -> gib("with " + lever.name(), lever.peakBytes()));
        if (limit != null) {
            say(plan.fits(limit) ? String.format(Locale.ROOT, "fits %.1f GiB", limit) : plan.refusal(limit));
        }
    }

    private void gib(String what, long bytes) {
        say(String.format(Locale.ROOT, "%-38s %9.2f GiB", what, MemoryPlan.gib(bytes)));
    }
}
