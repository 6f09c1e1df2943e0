package io.brewprint.cli.model;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.convert.AdapterMerge;
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

/** {@code model merge}: base and adapter as one model. */
@Command(
        name = "merge",
        description = "Adds an adapter to the weights of its base and writes a model folder that any program reads.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint model merge --adapter v3 --out my-model"})
final class ModelMergeCommand extends BaseCommand {
    @Option(names = "--adapter", required = true, description = "A version (v3), a name under models/, or a folder.")
    private String adapter = "";

    @Option(names = "--model", description = "The base (default: the one that the adapter names).")
    private @Nullable String model;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The new folder.")
    private Path out = Path.of("");

    @Option(names = "--dtype", description = "f32 or bf16 (default: bf16 where the base is half precision, else f32).")
    private @Nullable String dtype;

    @Option(names = "--shard-gib", defaultValue = "5", description = "Largest size of a file of weights.")
    private double shardGib = 5;

    @Override
    protected int run() throws Exception {
        if (Files.exists(out)) {
            throw usage(out + " exists already", "choose another --out or remove it");
        }
        if (shardGib <= 0) {
            throw usage("--shard-gib must be above 0", "5 is usual");
        }
        ModelFolders folders = new ModelFolders(home());
        Path files = folders.adapter(adapter);
        Path base =
                folders.model(model != null ? model : PeftFiles.header(files).baseName());
        long start = System.nanoTime();
        AdapterMerge.Result result =
                AdapterMerge.merge(base, files, out.toAbsolutePath(), type(dtype), (long) (shardGib * (1L << 30)));
        double seconds = (System.nanoTime() - start) / 1e9;
        if (json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("out", out.toAbsolutePath().toString());
            document.put("base", base.toString());
            document.put("adapter", files.toString());
            document.put("dtype", result.dtype().name().toLowerCase(Locale.ROOT));
            document.put("tensors", result.tensors());
            document.put("changed", result.changed());
            document.put("files", result.files());
            document.put("seconds", seconds);
            emit(document);
        } else {
            say(String.format(
                    Locale.ROOT,
                    "%s: %d tensors in %d files as %s, %d changed by the adapter, %.1f s",
                    out,
                    result.tensors(),
                    result.files(),
                    result.dtype().name().toLowerCase(Locale.ROOT),
                    result.changed(),
                    seconds));
        }
        return ExitCode.DONE;
    }

    private static @Nullable DType type(@Nullable String name) {
        return name == null
                ? null
                : switch (name) {
                    case "f32" -> DType.F32;
                    case "bf16" -> DType.BF16;
                    default -> throw usage("--dtype " + name + " is not known", "choose f32 or bf16");
                };
    }
}
