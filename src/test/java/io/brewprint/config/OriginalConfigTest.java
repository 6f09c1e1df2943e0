package io.brewprint.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class OriginalConfigTest {
    /** With the sections, keys and values of the original's own file. */
    private static final String ORIGINAL = """
            {
                "hardware": {"cuda_visible_devices": "0", "gpu_name": "NVIDIA RTX PRO 6000 96GB", "gpu_vram_gb": 96},
                "model": {"base_model": "meta-llama/Meta-Llama-3.1-70B", "max_seq_length": 2048},
                "quantization": {"use_8bit": true, "use_4bit": false},
                "lora": {"lora_r": 64, "lora_alpha": 128, "lora_dropout": 0.1},
                "training": {"epochs": 2, "batch_size": 2, "gradient_accumulation_steps": 4, "learning_rate": 5e-5,
                    "warmup_steps": 11, "weight_decay": 0.02, "max_grad_norm": 0.4, "logging_steps": 5,
                    "save_steps": 101, "eval_steps": 102},
                "stall_detection": {"stall_warn_seconds": 301, "stall_kill_seconds": 601,
                    "stall_kill_seconds_training": 10800},
                "synthetic": {"synthetic_count": 501}
            }
            """;

    @TempDir
    Path folder;

    @Test
    void theOriginalsFileIsReadAsItIsAndEveryKeyReachesItsPlace() {
        PipelineConfig config = ConfigFile.parse("pipeline_config.json", ORIGINAL);

        PipelineConfig same = ConfigFile.parse("same.json", """
                {"model":{"base_model":"Meta-Llama-3.1-70B"}, "quantization":{"mode":"int8"},
                 "lora":{"r":64,"alpha":128,"dropout":0.1},
                 "training":{"epochs":2,"batch_size":2,"gradient_accumulation_steps":4,"learning_rate":5e-5,
                   "warmup_steps":11,"weight_decay":0.02,"max_grad_norm":0.4,"logging_steps":5,"save_steps":101,
                   "eval_steps":102,"max_seq_length":2048},
                 "stall_detection":{"warn_seconds":301,"kill_seconds":601,"training_kill_seconds":10800},
                 "synthetic":{"count":501}}
                """);
        assertThat(config).isEqualTo(same);
    }

    @Test
    void whatHasNoMeaningHereIsNamedOnceAndTogether() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.json"), ORIGINAL.replace("\"synthetic\"", "\"gadgets\""));
        Logger logger = (Logger) LoggerFactory.getLogger(ConfigFile.class);
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        logger.addAppender(heard);

        ConfigFile.load(file);
        ConfigFile.load(file);

        logger.detachAppender(heard);
        assertThat(heard.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("mine.json is the original program's and is read as such; without a meaning here: "
                        + "hardware.cuda_visible_devices, hardware.gpu_name, hardware.gpu_vram_gb, "
                        + "gadgets.synthetic_count");
    }

    @ParameterizedTest
    @CsvSource({"true, false, int8", "false, true, nf4", "false, false, bf16", "true, true, int8"})
    void bitsBecomeAMode(boolean eight, boolean four, String mode) {
        String text = "{\"quantization\":{\"use_8bit\":%s,\"use_4bit\":%s}}".formatted(eight, four);

        assertThat(ConfigFile.parse("c.json", text).quantization().mode()).isEqualTo(mode);
    }

    @Test
    void aValueThatCannotBeIsRefusedAtItsLine() {
        assertThatThrownBy(() -> ConfigFile.parse("c.json", ORIGINAL.replace("\"lora_r\": 64", "\"lora_r\": \"big\"")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("c.json:5:24: lora.r must be a whole number");
        assertThatThrownBy(() -> ConfigFile.parse("c.json", ORIGINAL.replace("\"use_8bit\": true", "\"use_8bit\": 1")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("c.json:4:")
                .hasMessageContaining("quantization.use_8bit must be true or false, found 1");
    }

    @Test
    void aFileOfThisProgramStaysStrictAndIsToldWhatAKeyOfTheOriginalIsCalledHere() {
        assertThatThrownBy(() -> ConfigFile.parse("c.json", "{\"lora\":{\"lora_r\":8,\"use_rslora\":true}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "c.json:1:19: lora.lora_r is the original program's key in a file of this one; call it lora.r");
        assertThatThrownBy(() -> ConfigFile.parse("c.json", "{\"lora\":{\"rank\":8}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("lora.rank is not a known key");
    }
}
