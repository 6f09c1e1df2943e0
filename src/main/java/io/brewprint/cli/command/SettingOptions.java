package io.brewprint.cli.command;

import io.brewprint.config.Setting;
import io.brewprint.config.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/**
 * Options that stand for keys of the configuration, for one call. A command takes one of the sets below as
 * its mixin; {@link BaseCommand#config()} then holds what was given, checked as the file is. Each has one
 * spelling, which help shows; the original's and those of older versions are taken too.
 */
@Command
public abstract class SettingOptions {
    /** What {@code train} goes by. */
    public static final class ForTraining extends SettingOptions {
        public ForTraining() {
            super(List.of("model.", "quantization.", "lora.", "training.", "hardware."));
        }
    }

    /** What decides a training's memory and time. */
    public static final class ForPlan extends SettingOptions {
        public ForPlan() {
            super(List.of(
                    "model.",
                    "quantization.",
                    "lora.r",
                    "lora.target_modules",
                    "training.epochs",
                    "training.batch_size",
                    "training.max_seq_length",
                    "training.optim",
                    "training.host_checkpoints",
                    "hardware."));
        }
    }

    /** How a model's weights are held, and on what. */
    public static final class ForWeights extends SettingOptions {
        public ForWeights() {
            super(List.of("quantization.", "hardware."));
        }
    }

    /** An option: its spelling, the key, and other spellings that are taken. */
    private record Named(String option, String path, List<String> aliases) {}

    private static final List<Named> ALL = List.of(
            named("--base-model", "model.base_model", "--base_model", "--model"),
            named("--quantization", "quantization.mode"),
            named("--double-quant", "quantization.double_quant"),
            named("--vocabulary", "quantization.vocabulary", "--int8-head"),
            named("--lora-r", "lora.r", "--lora_r", "--rank"),
            named("--lora-alpha", "lora.alpha", "--lora_alpha"),
            named("--lora-dropout", "lora.dropout", "--lora_dropout"),
            named("--target-modules", "lora.target_modules"),
            named("--use-rslora", "lora.use_rslora"),
            named("--epochs", "training.epochs"),
            named("--learning-rate", "training.learning_rate", "--lr"),
            named("--batch-size", "training.batch_size", "--batch_size", "--batch"),
            named("--gradient-accumulation-steps", "training.gradient_accumulation_steps", "--accumulation"),
            named("--max-seq-length", "training.max_seq_length", "--max_seq_length", "--sequence"),
            named("--warmup-steps", "training.warmup_steps"),
            named("--weight-decay", "training.weight_decay"),
            named("--max-grad-norm", "training.max_grad_norm"),
            named("--seed", "training.seed"),
            named("--save-steps", "training.save_steps"),
            named("--eval-steps", "training.eval_steps"),
            named("--logging-steps", "training.logging_steps"),
            named("--keep-checkpoints", "training.keep_checkpoints"),
            named("--lr-scheduler-type", "training.lr_scheduler_type"),
            named("--optim", "training.optim", "--optimizer"),
            named("--gradient-checkpointing", "training.gradient_checkpointing"),
            named("--host-checkpoints", "training.host_checkpoints"),
            named("--prefix-packing", "training.prefix_packing"),
            named("--early-stopping-patience", "training.early_stopping_patience"),
            named("--load-best-model-at-end", "training.load_best_model_at_end"),
            named("--device", "hardware.device"),
            named("--threads", "hardware.threads"));

    private final List<String> wanted;

    /** @param wanted keys, and sections with their dot */
    private SettingOptions(List<String> wanted) {
        this.wanted = wanted;
    }

    private static Named named(String option, String path, String... aliases) {
        return new Named(option, path, List.of(aliases));
    }

    /**
     * A value that was given.
     *
     * @param option as it was spelled
     * @param text the value as the configuration would have it
     * @param typed the value as it was spelled
     */
    public record Given(String option, String text, String typed) {}

    /** Picocli tells whose options these are to be while it makes the command. */
    @Spec(Spec.Target.MIXEE)
    final void addTo(CommandSpec command) {
        for (Named each : ALL) {
            if (wanted.stream().anyMatch(want -> isIn(want, each.path))) {
                Setting setting = Settings.find(each.path).orElseThrow();
                command.addOption(option(each.option, setting, false));
                each.aliases.forEach(alias -> command.addOption(option(alias, setting, true)));
            }
        }
    }

    private static boolean isIn(String want, String path) {
        return want.endsWith(".") ? path.startsWith(want) : path.equals(want);
    }

    private static OptionSpec option(String name, Setting setting, boolean alias) {
        OptionSpec.Builder option = OptionSpec.builder(name)
                .type(String.class)
                .userObject(setting)
                .hidden(alias)
                .paramLabel(label(setting.range()))
                .description(setting.meaning(), "Default: " + setting.path() + ".");
        if (setting.range() instanceof Setting.Flag) {
            option.arity("0..1").fallbackValue("true");
        } else if (name.equals("--int8-head")) {
            option.arity("0..1").fallbackValue("int8");
        }
        return option.build();
    }

    private static String label(Setting.Range range) {
        return switch (range) {
            case Setting.Whole _, Setting.Real _ -> "N";
            case Setting.Flag _ -> "true|false";
            case Setting.Text _ -> "TEXT";
            case Setting.OneOf one -> String.join("|", one.choices());
            case Setting.SomeOf _ -> "A,B,..";
        };
    }

    /** What was given, by {@code section.key}. */
    static Map<String, Given> given(CommandSpec spec) {
        Map<String, Given> out = new LinkedHashMap<>();
        for (OptionSpec option : spec.options()) {
            if (option.userObject() instanceof Setting setting && option.getValue() instanceof String text) {
                Given before = out.put(setting.path(), new Given(option.longestName(), current(option, text), text));
                if (before != null) {
                    throw BaseCommand.usage(
                            before.option() + " and " + option.longestName() + " are one option", "give one of them");
                }
            }
        }
        Given rank = out.get("lora.r");
        if (rank != null && rank.text().matches("\\d{1,9}")) {
            // With the rank alone alpha follows it, so that the adapter's scale is 2 whatever the rank.
            String twice = Long.toString(2 * Long.parseLong(rank.text()));
            out.putIfAbsent("lora.alpha", new Given(rank.option(), twice, rank.typed()));
        }
        return out;
    }

    /** Words of older versions as the configuration has them. */
    private static String current(OptionSpec option, String text) {
        return switch (option.longestName() + " " + text) {
            case "--quantization f32" -> "none";
            case "--optimizer f32" -> "adamw";
            case "--optimizer 8bit" -> "adamw_8bit";
            default -> text;
        };
    }
}
