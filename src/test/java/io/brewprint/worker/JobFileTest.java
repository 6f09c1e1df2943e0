package io.brewprint.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.brewprint.complete.Constrain;
import io.brewprint.config.Fault;
import io.brewprint.config.PipelineConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFileTest {
    private static final PipelineConfig DEFAULTS = PipelineConfig.defaults();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("job.json");
    }

    @Test
    void everyJobIsReadAsItWasWritten() throws Exception {
        AuthorSpec server = new AuthorSpec(
                "llama",
                null,
                null,
                URI.create("http://localhost:1/v1"),
                "be brief",
                30,
                DEFAULTS.quantization(),
                null);
        for (JobSpec<?> job : List.of(
                train(),
                new PretrainSpec(Path.of("models/tiny"), DEFAULTS.tiny()),
                new QuantizeSpec(Path.of("m"), "int8", true, "keep", false),
                new ExamSpec(
                        server,
                        "llama",
                        List.of(Path.of("a.json")),
                        3,
                        List.of("T1_01"),
                        Path.of("results"),
                        512,
                        Constrain.OFF,
                        Constrain.FULL,
                        true,
                        Path.of("train.jsonl")),
                new BenchTrainSpec(7, List.of(List.of(1, 2), List.of(3))),
                new BenchGenerateSpec(null, null),
                new BenchSliceSpec("llama-3.1-8b", "nf4", 2, 16, 256))) {
            JobFile.write(file, job);

            assertThat(JobFile.read(file)).isEqualTo(job);
        }
    }

    @Test
    void aJobOfAnotherVersionIsRefused() throws Exception {
        JobFile.write(file, train());
        Files.writeString(file, Files.readString(file).replace("\"version\" : 1", "\"version\" : 7"));

        assertThatThrownBy(() -> JobFile.read(file))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("the job is of version 7, and this program reads 1")
                .hasMessageContaining("job.json");
    }

    @Test
    void aHalfWrittenJobIsRefusedWithItsPlace() throws Exception {
        JobFile.write(file, train());
        String whole = Files.readString(file);
        for (int length = 0; length < whole.strip().length(); length += 7) {
            Files.writeString(file, whole.substring(0, length));

            Fault fault = catchThrowableOfType(Fault.class, () -> JobFile.read(file));

            assertThat(fault.getMessage())
                    .as("cut after %d", length)
                    .contains("job.json")
                    .doesNotContain("\n");
            assertThat(fault.remedy()).isNotEmpty();
        }
    }

    @Test
    void aFieldTooManyIsNamedWithItsLine() throws Exception {
        JobFile.write(file, train());
        Files.writeString(
                file, Files.readString(file).replace("\"full\" : false,", "\"full\" : false,\n    \"speed\" : 3,"));

        Fault fault = catchThrowableOfType(Fault.class, () -> JobFile.read(file));

        assertThat(fault.what()).isEqualTo("field \"speed\" is not known");
        assertThat(fault.where().line()).isGreaterThan(1);
    }

    @Test
    void aFieldTooFewIsNamed() throws Exception {
        JobFile.write(file, train());
        Files.writeString(file, Files.readString(file).replaceAll("\"learning_rate\" : [^,]+,", ""));

        assertThatThrownBy(() -> JobFile.read(file)).isInstanceOf(Fault.class).hasMessageContaining("learning_rate");
    }

    @Test
    void anUnknownKindIsNamed() throws Exception {
        Files.writeString(file, "{\"version\": 1, \"job\": {\"kind\": \"nonsense\"}}");

        assertThatThrownBy(() -> JobFile.read(file))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("no job is called \"nonsense\"");
    }

    private static TrainSpec train() {
        return new TrainSpec(
                Path.of("models/base"),
                Path.of("train.jsonl"),
                Path.of("validation.jsonl"),
                Path.of("out"),
                "be brief",
                DEFAULTS.lora(),
                DEFAULTS.training(),
                DEFAULTS.quantization(),
                false,
                true);
    }
}
