package io.brewprint.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/**
 * {@code pipeline_config.json}: the original's sections hardware, model, quantization, lora, training, stall_detection
 * and synthetic with its keys, and ours beside them. Every {@code read} below names a key, its default and its range,
 * in this one place; {@code PipelineConfigTest} pins the defaults.
 */
public record PipelineConfig(
        Hardware hardware,
        Model model,
        Quantization quantization,
        Lora lora,
        Training training,
        StallDetection stallDetection,
        Synthetic synthetic,
        Exam exam,
        Feedback feedback,
        Tiny tiny,
        Schedule schedule,
        Limits limits,
        Backup backup,
        Web web) {

    /** The seven projections of a LLaMA layer that an adapter may cover. */
    public static final List<String> PROJECTIONS =
            List.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");

    /** The base model that comes with the program and is pretrained on first use. */
    public static final String TINY_NAME = "brewprint-tiny";

    /** What holds where the file says nothing. */
    public static PipelineConfig defaults() {
        return read(Section.empty());
    }

    static PipelineConfig read(Section in) {
        PipelineConfig config = new PipelineConfig(
                Hardware.read(in.section("hardware")),
                Model.read(in.section("model")),
                Quantization.read(in.section("quantization")),
                Lora.read(in.section("lora")),
                Training.read(in.section("training")),
                StallDetection.read(in.section("stall_detection")),
                Synthetic.read(in.section("synthetic")),
                Exam.read(in.section("exam")),
                Feedback.read(in.section("feedback")),
                Tiny.read(in.section("tiny")),
                Schedule.read(in.section("schedule")),
                Limits.read(in.section("limits")),
                Backup.read(in.section("backup")),
                Web.read(in.section("web")));
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
                synthetic,
                exam,
                feedback,
                tiny,
                schedule,
                limits,
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
                synthetic,
                exam,
                feedback,
                tiny,
                schedule,
                limits,
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
                    in.oneOf("device", "auto", List.of("auto", "cpu", "gpu")),
                    in.whole("threads", 0, 0, 4096),
                    in.whole("worker_heap_mib", 2048, 128, 1 << 22),
                    in.whole("min_free_disk_mib", 512, 0, 1 << 24));
            in.end();
            return out;
        }
    }

    /** @param baseModel a folder under models/, a path, or {@link #TINY_NAME} */
    public record Model(String baseModel) {
        static Model read(Section in) {
            Model out = new Model(in.text("base_model", TINY_NAME));
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
                    in.oneOf("mode", "none", List.of("none", "bf16", "int8", "nf4")),
                    in.flag("double_quant", true),
                    in.oneOf("vocabulary", "keep", List.of("keep", "int8")),
                    in.flag("cache", true));
            in.end();
            return out;
        }
    }

    /** The adapter: rank, scale (alpha / r, or alpha / sqrt(r) with rsLoRA), dropout and the projections it covers. */
    public record Lora(int r, double alpha, double dropout, List<String> targetModules, boolean useRslora) {
        static Lora read(Section in) {
            Lora out = new Lora(
                    in.whole("r", 32, 1, 1024),
                    in.number("alpha", 64, 0.001, 100_000),
                    in.number("dropout", 0.05, 0, 0.9),
                    in.texts("target_modules", PROJECTIONS, PROJECTIONS),
                    in.flag("use_rslora", false));
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
                    in.whole("epochs", 3, 1, 100),
                    in.number("learning_rate", 2e-4, 1e-9, 1),
                    in.whole("batch_size", 1, 1, 4096),
                    in.whole("gradient_accumulation_steps", 8, 1, 4096),
                    in.whole("max_seq_length", 1024, 16, 1 << 20),
                    in.whole("warmup_steps", 10, 0, 1_000_000),
                    in.number("weight_decay", 0.01, 0, 1),
                    in.number("max_grad_norm", 0.3, 0, 1000),
                    in.wholeLong("seed", 42, 0, Long.MAX_VALUE),
                    in.whole("save_steps", 100, 1, 1_000_000),
                    in.whole("eval_steps", 100, 1, 1_000_000),
                    in.whole("logging_steps", 10, 1, 1_000_000),
                    in.whole("keep_checkpoints", 3, 1, 1000),
                    in.oneOf("lr_scheduler_type", "cosine", List.of("cosine", "linear", "constant")),
                    in.oneOf("optim", "adamw", List.of("adamw", "adamw_8bit")),
                    in.oneOf("gradient_checkpointing", "auto", List.of("auto", "always", "never")),
                    in.flag("host_checkpoints", false),
                    in.flag("prefix_packing", true),
                    in.whole("early_stopping_patience", 0, 0, 1000),
                    in.flag("load_best_model_at_end", true));
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
                    in.whole("warn_seconds", 300, 1, 1_000_000),
                    in.whole("kill_seconds", 600, 1, 1_000_000),
                    in.whole("training_kill_seconds", 1800, 1, 1_000_000));
            if (out.killSeconds < out.warnSeconds) {
                throw in.refuse("kill_seconds", "at least warn_seconds (" + out.warnSeconds + ")");
            }
            in.end();
            return out;
        }
    }

    /** Rows made from templates, and the share of all rows kept for validation. */
    public record Synthetic(int count, long seed, double validationShare) {
        static Synthetic read(Section in) {
            Synthetic out = new Synthetic(
                    in.whole("count", 500, 0, 10_000_000),
                    in.wholeLong("seed", 42, 0, Long.MAX_VALUE),
                    in.number("validation_share", 0.1, 0, 0.5));
            in.end();
            return out;
        }
    }

    /**
     * The HTTP server of {@code serve}, on the loopback interface.
     *
     * @param clients requests answered at once
     * @param maxBodyKib longest request
     * @param idleMinutes without a request, after which the model's memory is freed; 0 for never
     */
    public record Web(boolean enabled, int port, int clients, int maxBodyKib, int idleMinutes) {
        static Web read(Section in) {
            Web out = new Web(
                    in.flag("enabled", true),
                    in.whole("port", 8088, 0, 65_535),
                    in.whole("clients", 128, 1, 10_000),
                    in.whole("max_body_kib", 1024, 1, 1 << 20),
                    in.whole("idle_minutes", 15, 0, 1_000_000));
            in.end();
            return out;
        }
    }

    /**
     * One answer's limits.
     *
     * @param constrained off, syntax or full: whether an exam is held again with answers held to the language
     */
    public record Exam(int maxNewTokens, int timeoutSecondsPerPrompt, String constrained) {
        static Exam read(Section in) {
            Exam out = new Exam(
                    in.whole("max_new_tokens", 512, 1, 1 << 20),
                    in.whole("timeout_seconds_per_prompt", 300, 1, 86_400),
                    in.oneOf("constrained", "full", List.of("off", "syntax", "full")));
            in.end();
            return out;
        }
    }

    /**
     * How failures become lessons.
     *
     * @param siblings new tasks made for each failed prompt
     * @param minNewFailures fewer new failures than this make no new lesson
     */
    public record Feedback(int siblings, int minNewFailures) {
        static Feedback read(Section in) {
            Feedback out = new Feedback(in.whole("siblings", 3, 0, 100), in.whole("min_new_failures", 16, 1, 100_000));
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
                    in.text("name", TINY_NAME),
                    in.whole("dim", 256, 8, 16_384),
                    in.whole("layers", 4, 1, 256),
                    in.whole("heads", 8, 1, 256),
                    in.whole("kv_heads", 4, 1, 256),
                    in.whole("ffn", 704, 8, 65_536),
                    in.whole("vocab", 2048, 264, 262_144),
                    in.whole("pretrain_steps", 1200, 0, 10_000_000),
                    in.whole("pretrain_batch", 8, 1, 4096),
                    in.whole("context_length", 1024, 64, 1 << 17),
                    in.number("pretrain_learning_rate", 3e-3, 1e-9, 1),
                    in.wholeLong("seed", 7, 0, Long.MAX_VALUE));
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
        static Schedule read(Section in) {
            Schedule out = new Schedule(
                    cron(in, "nightly", "0 0 2 * * ?"),
                    cron(in, "backup", "0 0 0/6 * * ?"),
                    in.text("time_zone", "UTC"));
            try {
                ZoneId.of(out.timeZone);
            } catch (DateTimeException e) {
                throw in.refuse("time_zone", "a time zone such as UTC or Europe/Vienna");
            }
            in.end();
            return out;
        }

        private static String cron(Section in, String key, String fallback) {
            String value = in.text(key, fallback);
            int fields = value.strip().split("\\s+").length;
            if (fields < 6 || fields > 7) {
                throw in.refuse(key, "a Quartz cron expression of 6 or 7 fields such as 0 0 2 * * ?");
            }
            return value;
        }
    }

    /** What one input may cost before it is refused. */
    public record Limits(int maxFileBytes, int maxNesting, int maxObjects, int maxDslBytes) {
        static Limits read(Section in) {
            Limits out = new Limits(
                    in.whole("max_file_bytes", 32 << 20, 1, 1 << 30),
                    in.whole("max_nesting", 64, 1, 10_000),
                    in.whole("max_objects", 100_000, 1, 10_000_000),
                    in.whole("max_dsl_bytes", 4 << 20, 1, 1 << 30));
            in.end();
            return out;
        }
    }

    /** How many backups of a kind stay; milestones always do. */
    public record Backup(int keepScheduled, int keepPreTrain) {
        static Backup read(Section in) {
            Backup out = new Backup(in.whole("keep_scheduled", 5, 1, 10_000), in.whole("keep_pre_train", 3, 1, 10_000));
            in.end();
            return out;
        }
    }
}
