package io.brewprint.config;

import java.text.ParseException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/**
 * {@code pipeline_config.json}: the original's sections hardware, model, quantization, lora, training, stall_detection
 * and synthetic with its keys, and ours beside them. Every {@code read} below names a key, its default, its range and
 * its meaning, in this one place: messages, {@link ConfigPage}, {@link ConfigSchema} and the command line's options
 * say what stands here. {@code PipelineConfigTest} pins the defaults.
 */
public record PipelineConfig(
        Hardware hardware,
        Model model,
        Quantization quantization,
        Lora lora,
        Training training,
        StallDetection stallDetection,
        ErrorTable errors,
        Synthetic synthetic,
        Exam exam,
        Feedback feedback,
        Tiny tiny,
        Schedule schedule,
        Limits limits,
        Watch watch,
        Backup backup,
        Web web) {

    /** The seven projections of a LLaMA layer that an adapter may cover. */
    public static final List<String> PROJECTIONS =
            List.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");

    /** The base model that comes with the program and is pretrained on first use. */
    public static final String TINY_NAME = "brewprint-tiny";

    /** What holds where the file says nothing. */
    public static PipelineConfig defaults() {
        return read(Section.empty(new Declarations()));
    }

    static PipelineConfig read(Section in) {
        PipelineConfig config = new PipelineConfig(
                Hardware.read(in.section("hardware", "Where work runs, and what it may use.")),
                Model.read(in.section("model", "The model that is taught.")),
                Quantization.read(in.section("quantization", "How the frozen weights of the base are held.")),
                Lora.read(in.section("lora", "The adapter.")),
                Training.read(
                        in.section("training", "A training; steps are steps of the optimizer, lengths are tokens.")),
                StallDetection.read(in.section(
                        "stall_detection", "Patience with a worker that gives no sign of life, in seconds.")),
                ErrorTable.read(in.section(
                        "errors", "What happens after a failure: attempts, waits and limits, by kind of stage.")),
                Synthetic.read(in.section("synthetic", "Rows made from templates.")),
                Exam.read(in.section("exam", "Limits of one answer in an exam.")),
                Feedback.read(in.section("feedback", "How failures become lessons.")),
                Tiny.read(in.section("tiny", "The bundled base model: its shape and its pretraining.")),
                Schedule.read(in.section("schedule", "When serve works by itself.")),
                Limits.read(in.section("limits", "What one input may cost before it is refused.")),
                Watch.read(in.section("watch", "The watched folders.")),
                Backup.read(in.section("backup", "What backups hold and which stay; milestones always do.")),
                Web.read(in.section(
                        "web",
                        "The endpoint of serve, for this machine alone unless address and token say otherwise.")));
        in.schema();
        in.end();
        return config;
    }

    /** The same with another training section. */
    public PipelineConfig with(Training changed) {
        return new PipelineConfig(
                hardware,
                model,
                quantization,
                lora,
                changed,
                stallDetection,
                errors,
                synthetic,
                exam,
                feedback,
                tiny,
                schedule,
                limits,
                watch,
                backup,
                web);
    }

    /** The same with another LoRA section. */
    public PipelineConfig with(Lora changed) {
        return new PipelineConfig(
                hardware,
                model,
                quantization,
                changed,
                training,
                stallDetection,
                errors,
                synthetic,
                exam,
                feedback,
                tiny,
                schedule,
                limits,
                watch,
                backup,
                web);
    }

    /**
     * Where work runs.
     *
     * @param device auto, cpu or gpu
     * @param threads 0 means every core
     * @param workerHeapMib the child JVM's heap; tensors lie outside it
     * @param minFreeDiskMib no stage starts with less usable space than this
     */
    public record Hardware(String device, int threads, int workerHeapMib, int minFreeDiskMib) {
        static Hardware read(Section in) {
            Hardware out = new Hardware(
                    in.oneOf(
                            "device",
                            "auto",
                            List.of("auto", "cpu", "gpu"),
                            "What trains and answers: auto a GPU where there is one, cpu none, gpu nothing else."),
                    in.whole(
                            "threads",
                            0,
                            0,
                            4096,
                            "CPU threads that training and answering compute with; 0 for one a core."),
                    in.whole(
                            "worker_heap_mib",
                            2048,
                            128,
                            1 << 22,
                            "Heap of the child JVM that trains and examines, in MiB; tensors lie outside it."),
                    in.whole("min_free_disk_mib", 512, 0, 1 << 24, "Free space in MiB without which no stage starts."));
            in.end();
            return out;
        }
    }

    /** @param baseModel a folder under models/, a path, or {@link #TINY_NAME} */
    public record Model(String baseModel) {
        static Model read(Section in) {
            Model out = new Model(in.text(
                    "base_model",
                    TINY_NAME,
                    "A folder under models/, a path, or brewprint-base, which comes with the program; the model that "
                            + "`tiny` names is pretrained on first use."));
            in.end();
            return out;
        }
    }

    /**
     * How the frozen base weights are held.
     *
     * @param mode none (f32), bf16, int8 or nf4
     * @param doubleQuant whether NF4's block scales are in 8 bits too
     * @param vocabulary keep (16 bits beside quantised linears) or int8, for embedding and head
     * @param cache whether a quantised copy is kept in the model's folder
     */
    public record Quantization(String mode, boolean doubleQuant, String vocabulary, boolean cache) {
        static Quantization read(Section in) {
            Quantization out = new Quantization(
                    in.oneOf("mode", "none", List.of("none", "bf16", "int8", "nf4"), "none (f32), bf16, int8 or nf4."),
                    in.flag("double_quant", true, "Whether the scales of nf4 are held in 8 bits too."),
                    in.oneOf(
                            "vocabulary",
                            "keep",
                            List.of("keep", "int8"),
                            "How embedding and head are held beside quantised weights: keep (16 bits) or int8."),
                    in.flag(
                            "cache",
                            true,
                            "Whether a quantised copy is kept in the model's folder, for later starts."));
            in.end();
            return out;
        }
    }

    /** The adapter: rank, scale (alpha / r, or alpha / sqrt(r) with rsLoRA), dropout and the projections it covers. */
    public record Lora(int r, double alpha, double dropout, List<String> targetModules, boolean useRslora) {
        static Lora read(Section in) {
            Lora out = new Lora(
                    in.whole("r", 32, 1, 1024, "Rank."),
                    in.number("alpha", 64, 0.001, 100_000, "Numerator of the adapter's scale, which is alpha / r."),
                    in.number(
                            "dropout",
                            0.05,
                            0,
                            0.9,
                            "Share of the adapter's inputs that are left out at random while it learns."),
                    in.texts("target_modules", PROJECTIONS, PROJECTIONS, "The projections that it covers."),
                    in.flag("use_rslora", false, "Whether the scale is alpha / sqrt(r) instead (rsLoRA)."));
            in.end();
            return out;
        }
    }

    /** The optimizer's run; steps are optimizer steps, lengths are tokens. */
    public record Training(
            int epochs,
            double learningRate,
            int batchSize,
            int gradientAccumulationSteps,
            int maxSeqLength,
            int warmupSteps,
            double weightDecay,
            double maxGradNorm,
            long seed,
            int saveSteps,
            int evalSteps,
            int loggingSteps,
            int keepCheckpoints,
            String lrSchedulerType,
            String optim,
            String gradientCheckpointing,
            boolean hostCheckpoints,
            boolean prefixPacking,
            int earlyStoppingPatience,
            boolean loadBestModelAtEnd) {
        static Training read(Section in) {
            Training out = new Training(
                    in.whole("epochs", 3, 1, 100, "Passes over the rows."),
                    in.number("learning_rate", 2e-4, 1e-9, 1, "Peak of the learning rate."),
                    in.whole("batch_size", 1, 1, 4096, "Rows of a micro-batch."),
                    in.whole("gradient_accumulation_steps", 8, 1, 4096, "Micro-batches of a step."),
                    in.whole(
                            "max_seq_length",
                            1024,
                            16,
                            1 << 20,
                            "Longest row in tokens; longer ones are left out and counted."),
                    in.whole("warmup_steps", 10, 0, 1_000_000, "Steps in which the learning rate rises to its peak."),
                    in.number("weight_decay", 0.01, 0, 1, "Decay of the weights, decoupled as in AdamW."),
                    in.number("max_grad_norm", 0.3, 0, 1000, "Norm to which gradients are cut; 0 for no limit."),
                    in.wholeLong("seed", 42, 0, Long.MAX_VALUE, "Order of the rows, first weights and dropout."),
                    in.whole("save_steps", 100, 1, 1_000_000, "Steps between checkpoints."),
                    in.whole("eval_steps", 100, 1, 1_000_000, "Steps between evaluations on the validation rows."),
                    in.whole("logging_steps", 10, 1, 1_000_000, "Steps between entries of the log."),
                    in.whole("keep_checkpoints", 3, 1, 1000, "Checkpoints that stay."),
                    in.oneOf(
                            "lr_scheduler_type",
                            "cosine",
                            List.of("cosine", "linear", "constant"),
                            "Course of the learning rate after its warm-up."),
                    in.oneOf(
                            "optim",
                            "adamw",
                            List.of("adamw", "adamw_8bit"),
                            "Optimizer: adamw, or adamw_8bit with its moments in 8 bits."),
                    in.oneOf(
                            "gradient_checkpointing",
                            "auto",
                            List.of("auto", "always", "never"),
                            "Whether layers are computed again going back, to save memory; auto where they must."),
                    in.flag(
                            "host_checkpoints",
                            false,
                            "Whether the layers' inputs wait in the host's memory instead of the GPU's."),
                    in.flag(
                            "prefix_packing",
                            true,
                            "Whether the prompt that rows share is computed once a micro-batch."),
                    in.whole(
                            "early_stopping_patience",
                            0,
                            0,
                            1000,
                            "Evaluations without a gain after which it ends; 0 for never."),
                    in.flag(
                            "load_best_model_at_end",
                            true,
                            "Whether the checkpoint of the best evaluation is kept in place of the last."));
            in.end();
            return out;
        }

        /** The same with sequences of at most {@code tokens}. */
        public Training withMaxSeqLength(int tokens) {
            return new Training(
                    epochs,
                    learningRate,
                    batchSize,
                    gradientAccumulationSteps,
                    tokens,
                    warmupSteps,
                    weightDecay,
                    maxGradNorm,
                    seed,
                    saveSteps,
                    evalSteps,
                    loggingSteps,
                    keepCheckpoints,
                    lrSchedulerType,
                    optim,
                    gradientCheckpointing,
                    hostCheckpoints,
                    prefixPacking,
                    earlyStoppingPatience,
                    loadBestModelAtEnd);
        }
    }

    /** Seconds without a sign of life before a worker is warned about and killed. */
    public record StallDetection(int warnSeconds, int killSeconds, int trainingKillSeconds) {
        static StallDetection read(Section in) {
            StallDetection out = new StallDetection(
                    in.whole("warn_seconds", 300, 1, 1_000_000, "Silence after which there is a warning."),
                    in.whole(
                            "kill_seconds",
                            600,
                            1,
                            1_000_000,
                            "Silence after which a worker is ended; at least warn_seconds."),
                    in.whole("training_kill_seconds", 1800, 1, 1_000_000, "The same while training."));
            if (out.killSeconds < out.warnSeconds) {
                throw in.refuse("kill_seconds", "at least warn_seconds (" + out.warnSeconds + ")");
            }
            in.end();
            return out;
        }
    }

    /**
     * Rows that are composed, and the share of all rows kept for validation.
     *
     * @param things about how many things a Blueprint does at most
     * @param fresh families of nodes of which two of three rows show one, with commas between them
     */
    public record Synthetic(int count, long seed, int things, String fresh, double validationShare) {
        private static final Setting.Text FAMILIES = new Setting.Text(
                Pattern.compile("^([a-z]+(,[a-z]+)*)?$"), "names of families with commas between them");

        static Synthetic read(Section in) {
            Synthetic out = new Synthetic(
                    in.whole("count", 500, 0, 10_000_000, "How many."),
                    in.wholeLong("seed", 42, 0, Long.MAX_VALUE, "Which."),
                    in.whole("things", 8, 1, 30, "About how many things a Blueprint does at most."),
                    in.text(
                            "fresh",
                            "ui,timer,physics",
                            FAMILIES,
                            "Families of nodes that the base has not seen: two of three rows show one, in little more than that."),
                    in.number("validation_share", 0.1, 0, 0.5, "Share of all rows that is kept for validation."));
            in.end();
            return out;
        }
    }

    /**
     * The HTTP server of {@code serve}.
     *
     * @param address of the interface that it listens on
     * @param token what requests must say, empty for none; only the loopback interface goes without
     * @param cors pages of which servers may ask: off, or loopback
     * @param clients requests answered at once
     * @param maxBodyKib longest request
     * @param bodySeconds in which a request must have arrived
     * @param idleMinutes without a request, after which the model's memory is freed; 0 for never
     */
    public record Web(
            boolean enabled,
            String address,
            int port,
            String token,
            String cors,
            int clients,
            int maxBodyKib,
            int bodySeconds,
            int idleMinutes) {
        private static final Setting.Text ADDRESS =
                new Setting.Text(Pattern.compile("^\\S+$"), "an address such as 127.0.0.1 or 0.0.0.0");

        /** How long it must be depends on the address: its reader says so. */
        private static final Setting.Text TOKEN = new Setting.Text(Pattern.compile("^"), "a text");

        /** Never with its token. */
        @Override
        public String toString() {
            return "Web[" + address + ":" + port + "]";
        }

        static Web read(Section in) {
            Web out = new Web(
                    in.flag("enabled", true, "Whether there is one."),
                    in.text(
                            "address",
                            "127.0.0.1",
                            ADDRESS,
                            "The address that it listens on; one that other machines reach needs a token."),
                    in.whole("port", 8088, 0, 65_535, "Its port; 0 for any that is free."),
                    in.secret(
                            "token",
                            "",
                            TOKEN,
                            "What every request must say: Authorization: Bearer TOKEN. 16 characters at least."),
                    in.oneOf(
                            "cors",
                            "off",
                            List.of("off", "loopback"),
                            "Which pages may ask beside the server's own: none, or those of this machine."),
                    in.whole("clients", 128, 1, 10_000, "Requests answered at once."),
                    in.whole("max_body_kib", 1024, 1, 1 << 20, "Longest request in KiB."),
                    in.whole("body_seconds", 30, 1, 3_600, "Seconds in which a request must have arrived."),
                    in.whole(
                            "idle_minutes",
                            15,
                            0,
                            1_000_000,
                            "Minutes without a request after which the model's memory is freed; 0 for never."));
            in.end();
            return out;
        }
    }

    /**
     * One answer's limits.
     *
     * @param constrained off, syntax or full: whether an exam is held again with answers held to the language
     */
    public record Exam(int maxNewTokens, int timeoutSecondsPerPrompt, String constrained, int oneIn) {
        static Exam read(Section in) {
            Exam out = new Exam(
                    in.whole("max_new_tokens", 512, 1, 1 << 20, "Longest answer in tokens."),
                    in.whole("timeout_seconds_per_prompt", 300, 1, 86_400, "Longest time for an answer in seconds."),
                    in.oneOf(
                            "constrained",
                            "full",
                            List.of("off", "syntax", "full"),
                            "Whether exams are held again with answers that must parse (syntax) or be valid (full)."),
                    in.whole(
                            "one_in",
                            1,
                            1,
                            1000,
                            "Of each lesson a cycle's exams ask every so-many-th prompt, always the same; 1 for all."));
            in.end();
            return out;
        }
    }

    /**
     * How practice becomes lessons.
     *
     * @param prompts that are practised
     * @param answers drawn to each
     * @param temperature at which they are drawn
     * @param siblings new tasks made for each failed prompt
     * @param minNewFailures fewer new failures than this make no new lesson
     * @param authorUrl server that rewords requests that were not answered right; empty for none
     * @param authorModel the model asked there
     */
    public record Feedback(
            int prompts,
            int answers,
            double temperature,
            int siblings,
            int minNewFailures,
            String authorUrl,
            String authorModel) {
        private static final Setting.Text ADDRESS = new Setting.Text(
                Pattern.compile("^(https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(:\\d{1,5})?(/[A-Za-z0-9._~/-]*)?)?$"),
                "an http or https address");

        static Feedback read(Section in) {
            Feedback out = new Feedback(
                    in.whole("prompts", 48, 1, 100_000, "Prompts that are practised, apart from all exams."),
                    in.whole("answers", 8, 1, 64, "Answers drawn to each, half of them held to the language."),
                    in.number("temperature", 0.8, 0.05, 2, "At which they are drawn."),
                    in.whole("siblings", 3, 0, 100, "New tasks made for each prompt that is never answered right."),
                    in.whole("min_new_failures", 16, 1, 100_000, "Fewer new failures than this make no new lesson."),
                    in.text(
                            "author_url",
                            "",
                            ADDRESS,
                            "A server that speaks OpenAI's protocol, asked to say failed requests in other words; what "
                                    + "it says is taken where no name, text or number is lost. Empty: none."),
                    in.text(
                            "author_model",
                            "",
                            new Setting.Text(Pattern.compile("^.*$"), "a text"),
                            "The model asked there."));
            in.end();
            return out;
        }
    }

    /** The bundled base model's shape and its pretraining. */
    public record Tiny(
            String name,
            int dim,
            int layers,
            int heads,
            int kvHeads,
            int ffn,
            int vocab,
            int pretrainSteps,
            int pretrainBatch,
            int contextLength,
            double pretrainLearningRate,
            long seed) {
        static Tiny read(Section in) {
            Tiny out = new Tiny(
                    in.text("name", TINY_NAME, "Its folder under models/."),
                    in.whole("dim", 256, 8, 16_384, "Width; a multiple of twice the heads."),
                    in.whole("layers", 4, 1, 256, "Layers."),
                    in.whole("heads", 8, 1, 256, "Attention heads."),
                    in.whole("kv_heads", 4, 1, 256, "Heads of keys and values; a divisor of heads."),
                    in.whole("ffn", 704, 8, 65_536, "Width of the feed-forward network."),
                    in.whole("vocab", 2048, 264, 262_144, "Tokens of its vocabulary."),
                    in.whole("pretrain_steps", 1200, 0, 10_000_000, "Steps of the pretraining."),
                    in.whole("pretrain_batch", 8, 1, 4096, "Documents a step."),
                    in.whole(
                            "context_length",
                            1024,
                            64,
                            1 << 17,
                            "Tokens of its context, and of the longest document of the pretraining."),
                    in.number("pretrain_learning_rate", 3e-3, 1e-9, 1, "Peak of the learning rate."),
                    in.wholeLong("seed", 7, 0, Long.MAX_VALUE, "First weights, and the documents."));
            if (out.heads % out.kvHeads != 0) {
                throw in.refuse("kv_heads", "a divisor of heads (" + out.heads + ")");
            }
            if (out.dim % (2 * out.heads) != 0) {
                throw in.refuse("dim", "a multiple of twice the heads (" + 2 * out.heads + ")");
            }
            in.end();
            return out;
        }
    }

    /** Quartz cron expressions (seconds first) and the zone they are meant in. */
    public record Schedule(String nightly, String backup, String timeZone) {
        private static final Setting.Text CRON = new Setting.Text(
                Pattern.compile("^\\s*\\S+(\\s+\\S+){5,6}\\s*$"),
                "a Quartz cron expression of 6 or 7 fields such as 0 0 2 * * ?");
        private static final Setting.Text ZONE =
                new Setting.Text(Pattern.compile("\\S"), "a time zone such as UTC or Europe/Vienna");

        private static final String NIGHTLY = "0 0 2 * * ?";
        private static final String BACKUP = "0 0 0/6 * * ?";

        static Schedule read(Section in) {
            Schedule out = new Schedule(
                    in.text("nightly", NIGHTLY, CRON, "A full cycle: a Quartz cron expression, seconds first."),
                    in.text("backup", BACKUP, CRON, "A backup: a Quartz cron expression, seconds first."),
                    in.text("time_zone", "UTC", ZONE, "The zone that both are meant in."));
            try {
                ZoneId.of(out.timeZone);
            } catch (DateTimeException e) {
                throw in.refuse("time_zone", ZONE.words());
            }
            check(in, "nightly", out.nightly, NIGHTLY);
            check(in, "backup", out.backup, BACKUP);
            in.end();
            return out;
        }

        // By Quartz's own parser, or the daemon would find out at its start; the default is known to be right.
        private static void check(Section in, String key, String cron, String fallback) {
            if (!cron.equals(fallback)) {
                try {
                    CronExpression.validateExpression(cron);
                } catch (ParseException e) {
                    throw in.refuse(key, CRON.words() + " (" + e.getMessage() + ")");
                }
            }
        }
    }

    /** What one input may cost before it is refused. */
    public record Limits(int maxFileBytes, int maxNesting, int maxObjects, int maxDslBytes) {
        static Limits read(Section in) {
            Limits out = new Limits(
                    in.whole("max_file_bytes", 32 << 20, 1, 1 << 30, "Size of a file in bytes."),
                    in.whole("max_nesting", 64, 1, 10_000, "Depth of objects and parentheses within each other."),
                    in.whole("max_objects", 100_000, 1, 10_000_000, "Objects of a clipboard text."),
                    in.whole(
                            "max_dsl_bytes",
                            4 << 20,
                            1,
                            1 << 30,
                            "Size in bytes of the DSL that an export may become."));
            in.end();
            return out;
        }
    }

    /**
     * The watched folders.
     *
     * @param settleMs a file is taken when two looks this far apart find it the same
     */
    public record Watch(int settleMs) {
        static Watch read(Section in) {
            Watch out = new Watch(in.whole(
                    "settle_ms",
                    1000,
                    0,
                    600_000,
                    "A file is taken when two looks this many milliseconds apart find the same size and time."));
            in.end();
            return out;
        }
    }

    /**
     * What backups hold, how many stay and where their copies go.
     *
     * @param keepScheduled states that stay of the scheduled ones; milestones stay for ever
     * @param adapters which finished adapters they hold: champion, all or none
     * @param mirror a folder that is kept in step, relative to the home; empty for none
     */
    public record Backup(int keepScheduled, int keepPreTrain, boolean milestones, String adapters, String mirror) {
        private static final Setting.Text FOLDER = new Setting.Text(Pattern.compile("^"), "a folder, or empty");

        static Backup read(Section in) {
            Backup out = new Backup(
                    in.whole("keep_scheduled", 5, 1, 10_000, "Newest states that stay of the scheduled ones."),
                    in.whole(
                            "keep_pre_train", 3, 1, 10_000, "Newest states that stay of those made before a training."),
                    in.flag(
                            "milestones",
                            true,
                            "Whether a cycle makes backups by itself: before a training, after new data, a training and an exam."),
                    in.oneOf(
                            "adapters",
                            "champion",
                            List.of("champion", "all", "none"),
                            "Which finished adapters a backup holds."),
                    in.text(
                            "mirror",
                            "",
                            FOLDER,
                            "A folder on another disk that is kept in step, there already; empty for none."));
            in.end();
            return out;
        }
    }
}
