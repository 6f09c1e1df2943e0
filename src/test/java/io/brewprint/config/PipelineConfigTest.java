package io.brewprint.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineConfigTest {
    private static final String DEFAULTS = """
            {"hardware":{"device":"auto","threads":0,"worker_heap_mib":2048,"min_free_disk_mib":512},
             "model":{"base_model":"brewprint-tiny"},
             "quantization":{"mode":"none","double_quant":true,"vocabulary":"keep","cache":true},
             "lora":{"r":32,"alpha":64.0,"dropout":0.05,"target_modules":
               ["q_proj","k_proj","v_proj","o_proj","gate_proj","up_proj","down_proj"],"use_rslora":false},
             "training":{"epochs":3,"learning_rate":2.0E-4,"batch_size":1,"gradient_accumulation_steps":8,
               "max_seq_length":1024,"warmup_steps":10,"weight_decay":0.01,"max_grad_norm":0.3,"seed":42,
               "save_steps":100,"eval_steps":100,"logging_steps":10,"keep_checkpoints":3,
               "lr_scheduler_type":"cosine","optim":"adamw","gradient_checkpointing":"auto","host_checkpoints":false,"prefix_packing":true,
               "early_stopping_patience":0,"load_best_model_at_end":true},
             "stall_detection":{"warn_seconds":300,"kill_seconds":600,"training_kill_seconds":1800},
             "errors":{"retry":["timeout","oom","network","corrupt_checkpoint","unknown"],
               "data_waits":"10,30","data_limit_seconds":600,"validate_waits":"5","validate_limit_seconds":300,
               "training_waits":"60,120","training_limit_seconds":28800,"eval_waits":"30","eval_limit_seconds":14400,
               "exam_waits":"30","exam_limit_seconds":14400,"utility_waits":"10","utility_limit_seconds":600},
             "synthetic":{"count":500,"seed":42,"things":8,"fresh":"ui,timer,physics","validation_share":0.1},
             "exam":{"max_new_tokens":512,"timeout_seconds_per_prompt":300,"constrained":"full","one_in":1},
             "feedback":{"prompts":48,"answers":8,"temperature":0.8,"siblings":3,"min_new_failures":16,"author_url":"","author_model":""},
             "tiny":{"name":"brewprint-tiny","dim":256,"layers":4,"heads":8,"kv_heads":4,"ffn":704,"vocab":2048,
               "pretrain_steps":1200,"pretrain_batch":8,"context_length":1024,"pretrain_learning_rate":0.003,"seed":7},
             "schedule":{"nightly":"0 0 2 * * ?","backup":"0 0 0/6 * * ?","time_zone":"UTC"},
             "limits":{"max_file_bytes":33554432,"max_nesting":64,"max_objects":100000,"max_dsl_bytes":4194304},
             "watch":{"settle_ms":1000},
             "backup":{"keep_scheduled":5,"keep_pre_train":3,"milestones":true,"adapters":"champion","mirror":""},
             "web":{"enabled":true,"address":"127.0.0.1","port":8088,"token":"","cors":"off","clients":128,"max_body_kib":1024,"body_seconds":30,"idle_minutes":15}}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"1234567890123456", "[\"1234567890123456\"]", "{\"a\":\"1234567890123456\"}"})
    void aTokenIsShownByNoMessageAndNoText(String token) {
        assertThatThrownBy(() -> ConfigFile.parse("pipeline_config.json", "{\"web\":{\"token\":" + token + "}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("web.token must be a text")
                .hasMessageNotContaining("1234");
        assertThat(ConfigFile.parse("pipeline_config.json", "{\"web\":{\"token\":\"1234567890123456\"}}")
                        .toString())
                .contains("127.0.0.1")
                .doesNotContain("1234567890123456");
    }

    @Test
    void everyDefaultIsPinned() {
        assertThat(ConfigFile.toJson(PipelineConfig.defaults()).toString())
                .isEqualTo(DEFAULTS.replaceAll("\\s*\\n\\s*", "").strip());
    }

    @Test
    void whatIsWrittenOutReadsBackAsTheSame() {
        String json = ConfigFile.toJson(PipelineConfig.defaults()).toPrettyString();

        assertThat(ConfigFile.parse("c.json", json)).isEqualTo(PipelineConfig.defaults());
    }

    @Test
    void aMissingFileGivesTheDefaults() {
        assertThat(ConfigFile.load(folder.resolve("pipeline_config.json"))).isEqualTo(PipelineConfig.defaults());
    }

    @Test
    void aFileMayNameOnlyWhatItChanges() throws Exception {
        Path file = Files.writeString(
                folder.resolve("pipeline_config.json"),
                "\uFEFF{\"training\": {\"epochs\": 5}, \"quantization\": {\"mode\": \"nf4\"}}");

        PipelineConfig config = ConfigFile.load(file);

        assertThat(config.training().epochs()).isEqualTo(5);
        assertThat(config.training().batchSize()).isEqualTo(1);
        assertThat(config.quantization().mode()).isEqualTo("nf4");
    }

    @Test
    void aWrongTypeIsRefusedWithLineAndPath() {
        assertThatThrownBy(() -> ConfigFile.parse(
                        "pipeline_config.json", "{\n  \"training\": {\n    \"epochs\": \"three\"\n  }\n}"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "pipeline_config.json:3:15: training.epochs must be a whole number from 1 to 100, found \"three\"; mend the file; "
                                + "docs/configuration.md names every key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{`training`:{`epoch`:3}}                    | training.epoch is not a known key",
                "{`trainning`:{}}                            | trainning is not a known key",
                "{`training`:7}                              | training must be an object in braces, found 7",
                "[]                                          | the file must be an object in braces",
                "{`training`:{`epochs`:0}}                   | training.epochs must be a whole number from 1 to 100, found 0",
                "{`training`:{`epochs`:1.5}}                 | whole number",
                "{`training`:{`learning_rate`:true}}         | training.learning_rate must be a number",
                "{`training`:{`seed`:99999999999999999999}}  | training.seed must be a whole number",
                "{`quantization`:{`mode`:`int4`}}            | quantization.mode must be one of none, bf16, int8, nf4, found",
                "{`lora`:{`target_modules`:[`q_proj`,`q_proj`]}} | lora.target_modules must be a list of different names",
                "{`lora`:{`target_modules`:[]}}              | lora.target_modules must be a list",
                "{`lora`:{`use_rslora`:`yes`}}               | lora.use_rslora must be true or false",
                "{`schedule`:{`nightly`:`2 am`}}             | schedule.nightly must be a Quartz cron expression",
                "{`schedule`:{`backup`:`0 0 2 * * *`}}       | schedule.backup must be a Quartz cron expression of 6",
                "{`schedule`:{`nightly`:`0 0 25 * * ?`}}     | Hour values must be between 0 and 23",
                "{`schedule`:{`time_zone`:`Mars`}}           | schedule.time_zone must be a time zone",
                "{`tiny`:{`heads`:6}}                        | tiny.kv_heads must be a divisor of heads (6)",
                "{`feedback`:{`author_url`:`http://two words`}} | feedback.author_url must be an http or https address",
                "{`stall_detection`:{`kill_seconds`:5}}      | stall_detection.kill_seconds must be at least warn_seconds (300)",
                "{`model`:{`base_model`:``}}                 | model.base_model must be a text that is not empty",
                "{`model`:{`base_model`:null}}               | model.base_model must be a text that is not empty, found null",
                "{`training`:{`epochs`:1,`epochs`:2}}        | is not valid JSON: Duplicate field 'epochs'",
                "{`training`:{`epochs`:1                     | is not valid JSON",
            })
    void badFilesAreRefusedInOneLine(String json, String expected) {
        String text = json.strip().replace("``", "\"\"").replace('`', '"');

        assertThatThrownBy(() -> ConfigFile.parse("pipeline_config.json", text))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("pipeline_config.json")
                .hasMessageContaining(expected)
                .hasMessageNotContaining("\n");
    }
}
