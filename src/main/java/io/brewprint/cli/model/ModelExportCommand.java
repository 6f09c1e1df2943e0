package io.brewprint.cli.model;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.convert.GgufFiles;
import io.brewprint.llama.PeftFiles;
import io.brewprint.tensor.DType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code model export}: GGUF files for llama.cpp. */
@Command(
        name = "export",
        description = "Writes a model or an adapter as a GGUF file, as llama.cpp and what is built on it read it.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint model export --adapter v3 --gguf blueprint.gguf"})
final class ModelExportCommand extends BaseCommand {
    @Option(names = "--model", description = "A model to write, or the base of --adapter.")
    private @Nullable String model;

    @Option(
            names = "--adapter",
            description = "An adapter to write: a version (v3), a name under models/, or a folder.")
    private @Nullable String adapter;

    @Option(names = "--gguf", required = true, paramLabel = "FILE", description = "The file to write.")
    private Path file = Path.of("");

    @Option(names = "--dtype", defaultValue = "bf16", description = "Type of a model's matrices: f32, f16 or bf16.")
    private String dtype = "bf16";

    @Override
    protected int run() throws Exception {
        if (model == null && adapter == null) {
            throw usage("model export needs --model or --adapter", "see brewprint model export --help");
        }
        ModelFolders folders = new ModelFolders(home());
        GgufFiles.Result result;
        if (adapter != null) {
            Path files = folders.adapter(adapter);
            Path base = folders.model(
                    model != null ? model : PeftFiles.header(files).baseName());
            result = GgufFiles.writeAdapter(files, base, file.toAbsolutePath());
        } else {
            result = GgufFiles.writeModel(folders.model(String.valueOf(model)), file.toAbsolutePath(), type());
        }
        if (json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("gguf", file.toAbsolutePath().toString());
            document.put("tensors", result.tensors());
            document.put("bytes", Files.size(file));
            document.put("exact_words", result.exactWords());
            emit(document);
        } else {
            say(file + ": " + result.tensors() + " tensors, " + ModelFolders.size(Files.size(file)));
            if (!result.exactWords()) {
                say(
                        "llama.cpp does not know this tokenizer's way of cutting words: hand it tokens, or texts whose tokens "
                                + "were compared");
            }
        }
        return ExitCode.DONE;
    }

    private DType type() {
        try {
            return DType.valueOf(dtype.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw usage("--dtype " + dtype + " is not known", "choose f32, f16 or bf16");
        }
    }
}
