package io.brewprint.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.config.ConfigException;
import io.brewprint.config.ErrorCategory;
import io.brewprint.config.ErrorTable;
import io.brewprint.config.Fault;
import io.brewprint.config.PipelineConfig;
import io.brewprint.config.Where;
import io.brewprint.worker.StageKind;
import io.brewprint.worker.StoppedException;
import io.brewprint.worker.WorkerFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.MalformedInputException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ErrorCategoryTest {
    @Test
    void typesAndMessagesTellTheCategory() {
        assertThat(ErrorCategory.of(new OutOfMemoryError("Java heap space"))).isEqualTo(ErrorCategory.OOM);
        assertThat(ErrorCategory.of(new RuntimeException("CUDA out of memory. Tried to allocate 2 GiB")))
                .isEqualTo(ErrorCategory.OOM);
        assertThat(ErrorCategory.of(new IOException("There is not enough space on the disk")))
                .isEqualTo(ErrorCategory.DISK_FULL);
        assertThat(ErrorCategory.of(new ConnectException("x"))).isEqualTo(ErrorCategory.NETWORK);
        assertThat(ErrorCategory.of(new UnknownHostException("x"))).isEqualTo(ErrorCategory.NETWORK);
        assertThat(ErrorCategory.of(new TimeoutException())).isEqualTo(ErrorCategory.TIMEOUT);
        assertThat(ErrorCategory.of(new MalformedInputException(1))).isEqualTo(ErrorCategory.ENCODING);
        assertThat(ErrorCategory.of(new ConfigException(Where.in("c"), "bad"))).isEqualTo(ErrorCategory.BAD_INPUT);
        assertThat(ErrorCategory.of(new Fault("empty", "empty", ""))).isEqualTo(ErrorCategory.BAD_INPUT);
        assertThat(ErrorCategory.of(new StoppedException("x"))).isEqualTo(ErrorCategory.STOPPED);
        assertThat(ErrorCategory.of(new IllegalStateException())).isEqualTo(ErrorCategory.UNKNOWN);
    }

    @Test
    void theCauseCountsWhereTheWrapperSaysNothing() {
        assertThat(ErrorCategory.of(new UncheckedIOException(new IOException("No space left on device"))))
                .isEqualTo(ErrorCategory.DISK_FULL);
        assertThat(ErrorCategory.of(
                        new RuntimeException("wrapped", new WorkerFailed(ErrorCategory.CORRUPT_CHECKPOINT, "x", ""))))
                .isEqualTo(ErrorCategory.CORRUPT_CHECKPOINT);
    }

    @Test
    void theRetryTableIsTheOriginals() {
        RetryPolicy policy = new RetryPolicy();
        ErrorTable table = PipelineConfig.defaults().errors();
        Exception network = new ConnectException("no");

        assertThat(policy.waitAfter(table, network, StageKind.DATA, 1)).contains(Duration.ofSeconds(10));
        assertThat(policy.waitAfter(table, network, StageKind.DATA, 2)).contains(Duration.ofSeconds(30));
        assertThat(policy.waitAfter(table, network, StageKind.DATA, 3)).isEmpty();
        assertThat(policy.waitAfter(table, network, StageKind.VALIDATE, 1)).contains(Duration.ofSeconds(5));
        assertThat(policy.waitAfter(table, network, StageKind.VALIDATE, 2)).isEmpty();
        assertThat(policy.waitAfter(table, network, StageKind.TRAINING, 1)).contains(Duration.ofSeconds(60));
        assertThat(policy.waitAfter(table, network, StageKind.TRAINING, 2)).contains(Duration.ofSeconds(120));
        assertThat(policy.waitAfter(table, network, StageKind.TRAINING, 3)).isEmpty();
        assertThat(policy.waitAfter(table, network, StageKind.EXAM, 1)).contains(Duration.ofSeconds(30));
        assertThat(policy.waitAfter(table, network, StageKind.EVAL, 2)).isEmpty();
        assertThat(policy.waitAfter(table, network, StageKind.UTILITY, 1)).contains(Duration.ofSeconds(10));
        assertThat(policy.waitAfter(table, new IOException("disk full"), StageKind.DATA, 1))
                .isEmpty();
        assertThat(policy.waitAfter(table, new StoppedException("x"), StageKind.DATA, 1))
                .isEmpty();
        assertThat(policy.isLong(Duration.ofSeconds(60))).isTrue();
        assertThat(policy.isLong(Duration.ofSeconds(30))).isFalse();
    }
}
