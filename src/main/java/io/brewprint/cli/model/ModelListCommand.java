package io.brewprint.cli.model;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.Fault;
import io.brewprint.llama.ModelFolder;
import io.brewprint.llama.PeftFiles;
import io.brewprint.tensor.ModelFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code model list}: base models and adapters of the home. */
@Command(
        name = "list",
        description = "Lists base models with their quantised copies, and adapters with the base of each.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint model list --json"})
final class ModelListCommand extends BaseCommand {
    @Override
    protected int run() throws Exception {
        List<Map<String, Object>> models = new ArrayList<>();
        List<Map<String, Object>> adapters = new ArrayList<>();
        for (Path folder : new ModelFolders(home()).all()) {
            Optional<Path> adapter = ModelFolders.finished(folder);
            if (ModelFolder.isOne(folder)) {
                models.add(model(folder));
            } else if (adapter.isPresent()) {
                adapters.add(adapter(folder, adapter.get()));
            }
        }
        if (json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("models", models);
            document.put("adapters", adapters);
            emit(document);
        } else if (models.isEmpty() && adapters.isEmpty()) {
            say("no models in " + home().models());
        } else {
            models.forEach(each -> say("model    " + line(each)));
            adapters.forEach(each -> say("adapter  " + line(each)));
        }
        return ExitCode.DONE;
    }

    private static String line(Map<String, Object> entry) {
        StringBuilder out = new StringBuilder(String.valueOf(entry.get("name")))
                .append("  ")
                .append(ModelFolders.size(entry.get("bytes") instanceof Long bytes ? bytes : 0));
        entry.forEach((key, value) -> {
            if (!key.equals("name") && !key.equals("bytes")) {
                out.append("  ").append(key).append(' ').append(value);
            }
        });
        return out.toString();
    }

    private static Map<String, Object> named(Path folder) throws IOException {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", String.valueOf(folder.getFileName()));
        entry.put("bytes", ModelFolders.bytes(folder));
        return entry;
    }

    private static Map<String, Object> model(Path folder) throws IOException {
        Map<String, Object> entry = named(folder);
        try {
            ModelFolder model = ModelFolder.read(folder);
            entry.put("parameters", model.config().parameters());
            entry.put("types", List.copyOf(model.bytes().keySet()));
            if (!model.caches().isEmpty()) {
                entry.put("caches", model.caches());
            }
            model.problems().stream().findFirst().ifPresent(problem -> entry.put("problem", problem));
        } catch (ModelFormatException | IOException e) { // one that is damaged is no reason to hide the others
            entry.put("problem", Fault.firstLine(e));
        }
        return entry;
    }

    private static Map<String, Object> adapter(Path folder, Path files) throws IOException {
        Map<String, Object> entry = named(folder);
        try {
            PeftFiles.Header header = PeftFiles.header(files);
            entry.put("base", header.baseName());
            entry.put("rank", header.spec().rank());
            if (files.equals(folder)) {
                entry.put("state", "no final/ folder");
            }
        } catch (ModelFormatException | IOException e) { // one that is damaged is no reason to hide the others
            entry.put("problem", Fault.firstLine(e));
        }
        return entry;
    }
}
