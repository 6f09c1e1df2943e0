package io.brewprint.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brewprint.cli.Brewprint;
import io.brewprint.cli.TestParts;
import io.brewprint.config.ConfigException;
import io.brewprint.config.ConfigFile;
import io.brewprint.config.PipelineConfig;
import io.brewprint.config.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;

class SettingOptionsTest {
    @TempDir
    Path home;

    @Command(name = "probe")
    static final class Probe extends BaseCommand {
        @Mixin
        final SettingOptions.ForTraining settings = new SettingOptions.ForTraining();

        @Override
        protected int run() {
            return ExitCode.DONE;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--base_model m --epochs 4 --batch_size 2 --lr 1e-4 --lora_r 8 --max_seq_length 256",
                "--model m --epochs 4 --batch 2 --lr 0.0001 --rank 8 --sequence 256",
                "--base-model m --epochs 4 --batch-size 2 --learning-rate 1e-4 --lora-r 8 --max-seq-length 256"
            })
    void theOriginalsNamesAndTheFileSayTheSame(String options) {
        PipelineConfig file = ConfigFile.parse("c", """
                {"model": {"base_model": "m"}, "lora": {"r": 8, "alpha": 16}, "training":
                {"epochs": 4, "batch_size": 2, "learning_rate": 1e-4, "max_seq_length": 256}}""");

        assertThat(config(options)).isEqualTo(file);
    }

    @Test
    void anOptionGoesBeforeTheFileAndTheFileBeforeTheDefault() throws Exception {
        Files.writeString(home.resolve("pipeline_config.json"), "{\"training\":{\"epochs\":7,\"batch_size\":5}}");

        PipelineConfig.Training training = config("--batch-size 6").training();

        assertThat(List.of(training.epochs(), training.batchSize(), training.warmupSteps()))
                .containsExactly(7, 6, 10);
    }

    @Test
    void valuesOfEveryKindAreTaken() {
        PipelineConfig config = config("--host-checkpoints --prefix-packing=false --target-modules q_proj,v_proj "
                + "--optimizer 8bit --int8-head --quantization f32 --lora-alpha 3 --lora-r 4 --device cpu --threads 2");

        assertThat(config.training().hostCheckpoints()).isTrue();
        assertThat(config.training().prefixPacking()).isFalse();
        assertThat(config.training().optim()).isEqualTo("adamw_8bit");
        assertThat(config.lora().targetModules()).containsExactly("q_proj", "v_proj");
        assertThat(config.lora().alpha()).isEqualTo(3);
        assertThat(config.quantization().vocabulary()).isEqualTo("int8");
        assertThat(config.quantization().mode()).isEqualTo("none");
        assertThat(config.hardware().device()).isEqualTo("cpu");
        assertThat(config.hardware().threads()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--epochs 0            | --epochs must be a whole number from 1 to 100, found 0",
                "--epochs three        | --epochs must be a whole number from 1 to 100, found \"three\"",
                "--epochs 1.5          | --epochs must be a whole number from 1 to 100, found 1.5",
                "--sequence 0          | --sequence must be a whole number from 16 to 1048576, found 0",
                "--lr NaN              | --lr must be a number from 1.0E-9 to 1.0, found \"NaN\"",
                "--quantization int3   | --quantization must be one of none, bf16, int8, nf4, found \"int3\"",
                "--target-modules x    | --target-modules must be a list of different names out of q_proj",
                "--prefix-packing=no   | --prefix-packing must be true or false, found \"no\"",
                "--rank 8 --lora_r 8   | are one option"
            })
    void whatIsRefusedIsToldInTheWordsOfTheFile(String options, String expected) {
        assertThatThrownBy(() -> config(options)).hasMessageContaining(expected).hasMessageNotContaining("\n");
    }

    @Test
    void aMistakeInTheFileIsStillTheFiles() throws Exception {
        Files.writeString(home.resolve("pipeline_config.json"), "{\"training\":{\"epochs\":0}}");

        assertThatThrownBy(() -> config("--epochs 3"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("pipeline_config.json:1:23: training.epochs must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "model plan", "model quantize", "generate", "exam", "evaluate"})
    void eachKeyHasOneSpellingInHelpAndItIsKebabCase(String command) {
        CommandLine line = Brewprint.commandLine(new TestParts(), command.split(" "));
        for (String word : command.split(" ")) {
            line = line.getSubcommands().get(word);
        }
        List<OptionSpec> shown = line.getCommandSpec().options().stream()
                .filter(option -> option.userObject() instanceof Setting && !option.hidden())
                .toList();

        assertThat(shown)
                .isNotEmpty()
                .allSatisfy(option -> assertThat(option.names())
                        .hasSize(1)
                        .allMatch(name -> name.matches("--[a-z0-9]+(-[a-z0-9]+)*")));
        assertThat(shown).extracting(OptionSpec::userObject).doesNotHaveDuplicates();
    }

    private PipelineConfig config(String options) {
        Probe probe = new Probe();
        new CommandLine(probe).parseArgs((options + " --home " + home).split(" "));
        return probe.config();
    }
}
