package io.brewprint.worker;

import io.brewprint.config.PipelineConfig;
import java.time.Duration;

/**
 * How patient the parent is.
 *
 * @param warn without an event for so long, it says so
 * @param kill without an event for so long, the worker is ended
 * @param whole after so long the worker is ended whatever it says
 * @param grace between asking a process to end and ending it by force
 */
public record StallLimits(Duration warn, Duration kill, Duration whole, Duration grace) {
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** By the configuration: training may be silent for longer than the rest. */
    public static StallLimits of(PipelineConfig config, StageKind kind) {
        PipelineConfig.StallDetection stall = config.stallDetection();
        int kill = kind == StageKind.TRAINING ? stall.trainingKillSeconds() : stall.killSeconds();
        return new StallLimits(
                Duration.ofSeconds(stall.warnSeconds()),
                Duration.ofSeconds(kill),
                kind.in(config.errors()).limit(),
                GRACE);
    }
}
