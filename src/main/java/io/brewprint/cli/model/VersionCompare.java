package io.brewprint.cli.model;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import io.brewprint.exam.ExamKind;
import io.brewprint.exam.Examined;
import io.brewprint.exam.VersionComparison;
import io.brewprint.page.ComparisonPage;
import io.brewprint.page.PageFile;
import io.brewprint.worker.ExamResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code compare v1 v2}: two versions by the exams that cycles held of them. */
public final class VersionCompare {
    private final BaseCommand command;

    public VersionCompare(BaseCommand command) {
        this.command = command;
    }

    /** Whether both words name versions of the home and no files. */
    public static boolean meant(List<String> words) {
        return words.stream().allMatch(VersionNames::meant);
    }

    /**
     * Compares and tells.
     *
     * @param html where a page goes, null for none
     */
    public int run(List<String> words, @Nullable Path html) throws IOException {
        if (html != null) {
            PageFile.check(html);
        }
        List<String> models = VersionNames.models(words, command.home(), command.config());
        if (models.getFirst().equals(models.getLast())) {
            throw BaseCommand.usage("both are " + models.getFirst(), "name two versions, such as v1 v2");
        }
        Examined first = examined(models.getFirst());
        Examined second = examined(models.getLast());
        VersionComparison both = VersionComparison.of(first, second);
        if (html != null) {
            ComparisonPage.write(html, both, VersionComparison.pairs(first, second), command.catalog());
        }
        if (command.json()) {
            command.emit(Json.fields(both));
        } else {
            CompareTable.of(both).forEach(command::say);
            if (html != null) {
                command.say("  every question with its graphs: " + html);
            }
        }
        return ExitCode.DONE;
    }

    private Examined examined(String model) throws IOException {
        Home home = command.home();
        Path file = home.results().resolve("exam_" + model + ".json");
        ExamResult result = ExamResult.kept(file)
                .orElseThrow(() -> new Fault(
                        "no_exam",
                        "no cycle of this version of the program has examined " + model,
                        Where.in(file),
                        "brewprint run --eval-only examines the newest version and its base"));
        String who = model.startsWith(Home.ADAPTER) ? "v" + model.substring(Home.ADAPTER.length()) : model;
        return Examined.read(who, home.exams(), result.best().lessons(), ExamKind::of, command.catalog());
    }
}
