package io.brewprint.cli.model;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.Inputs;
import io.brewprint.cli.command.SettingOptions;
import io.brewprint.complete.Constrain;
import io.brewprint.config.Fault;
import io.brewprint.config.PipelineConfig;
import io.brewprint.config.Where;
import io.brewprint.dataset.Contamination;
import io.brewprint.dataset.JsonLines;
import io.brewprint.exam.Examined;
import io.brewprint.lesson.Lesson;
import io.brewprint.lesson.LessonFiles;
import io.brewprint.page.ExamPage;
import io.brewprint.page.PageFile;
import io.brewprint.worker.ExamResult;
import io.brewprint.worker.ExamSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code exam}: asks a model lessons and scores its answers, outside the cycle. */
@Command(
        name = "exam",
        description = "Asks lessons and compares the answers with the expected ones.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: brewprint exam --adapter v3",
            "Example: brewprint exam --answers results/exams/exam_lesson_01.jsonl",
            "Example: brewprint exam --lesson lessons/holdout/lesson_01.json --endpoint http://localhost:11434 --model llama3.1"
        })
public final class ExamCommand extends BaseCommand {
    @Mixin
    final SettingOptions.ForWeights settings = new SettingOptions.ForWeights();

    private static final String ENDING = ".json";

    @Option(
            names = "--lesson",
            paramLabel = "FILE|ID",
            description = "A lesson's file, or its name in lessons/holdout/ or "
                    + "lessons/; may be given again (default: all of lessons/holdout/).")
    private List<String> lessons = List.of();

    @Option(names = "--lesson-dir", paramLabel = "DIR", description = "Every .json file of a folder.")
    private @Nullable Path lessonDir;

    @Option(
            names = "--also-constrained",
            description = "Hold the exam again with answers held to the language in full.")
    private boolean alsoConstrained;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "For a JSON line an answer and summaries (default: " + "results/exams).")
    private @Nullable Path output;

    @Option(
            names = "--answers",
            paramLabel = "FILE.jsonl",
            description = "Ask nobody: score recorded answers, a JSON line each with expected_dsl and actual_dsl or "
                    + "raw_output; may be given again.")
    private List<Path> answers = List.of();

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "A page with figures, plots and every question's graphs beside the expected ones.")
    private @Nullable Path html;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private AuthorOptions author;

    @Override
    protected int run() throws Exception {
        if (html != null) {
            PageFile.check(html);
        }
        if (!answers.isEmpty()) {
            new RecordedCall(this).score(answers, html);
            return ExitCode.DONE;
        }
        PipelineConfig.Exam exam = config().exam();
        int tokens = author.maxTokens(exam.maxNewTokens());
        Set<Path> files = files();
        List<Lesson> read = new ArrayList<>();
        for (Path file : files) {
            Lesson lesson = Lesson.read(file);
            read.add(lesson);
            if (lesson.prompts().isEmpty()) {
                throw new Fault(
                        "empty",
                        "the lesson has no prompts",
                        Where.in(file.toString()),
                        "it needs at least one, with id, instruction and expected_dsl");
            }
        }
        Constrain how = author.constrain();
        AuthorOptions.Examinee who = author.examinee(this, exam.timeoutSecondsPerPrompt());
        ExamSpec spec = new ExamSpec(
                who.author(),
                who.model(),
                List.copyOf(files),
                1,
                List.of(),
                ExamCall.folder(this, output),
                tokens,
                how,
                alsoConstrained ? Constrain.FULL : Constrain.OFF,
                false,
                ExamCall.rows(this));
        int seen = author.remote() ? 0 : seen(read);
        ExamCall call = new ExamCall(this, spec);
        ExamResult result = call.hold();
        if (html != null && !result.best().lessons().isEmpty()) {
            page(spec, result, html);
        }
        if (json()) {
            Map<String, Object> document = call.document(result);
            document.put("in_training_data", seen);
            emit(document);
        } else if (!result.best().lessons().isEmpty()) {
            call.lines(result).forEach(this::say);
            if (html != null) {
                say("  every question with its graphs: " + html);
            }
        }
        return call.exit();
    }

    private void page(ExamSpec spec, ExamResult result, Path file) throws IOException {
        Examined held = Examined.read(
                spec.model(), spec.results(), result.best().lessons(), UnaryOperator.identity(), catalog());
        ExamPage.write(file, held, catalog());
    }

    /** Prompts whose wording or graph the training data has: what they score is memory. */
    private int seen(List<Lesson> asked) throws IOException {
        if (!Files.isRegularFile(home().train())) {
            return 0;
        }
        Contamination all = new Contamination();
        Map<Lesson.Prompt, Contamination> each = new LinkedHashMap<>();
        for (Lesson lesson : asked) {
            for (Lesson.Prompt prompt : lesson.prompts()) {
                LessonFiles.guard(all, lesson.id(), prompt);
                Contamination own = new Contamination();
                LessonFiles.guard(own, lesson.id(), prompt);
                each.put(prompt, own);
            }
        }
        Set<Lesson.Prompt> found = new LinkedHashSet<>();
        // Rows are streamed; few are hits, and only for those is it asked whose.
        JsonLines.read(
                home().train(),
                row -> {
                    if (all.hits(row)) {
                        each.forEach((prompt, own) -> {
                            if (!found.contains(prompt) && own.hits(row)) {
                                found.add(prompt);
                            }
                        });
                    }
                },
                bad -> {});
        int prompts = each.size();
        int seen = found.size();
        if (seen > 0) {
            err().println(seen + " of " + prompts
                    + " prompts are in datasets/train.jsonl by wording or graph: they show memory, " + "not skill");
            err().flush();
        }
        return seen;
    }

    private Set<Path> files() throws IOException {
        Set<Path> files = new LinkedHashSet<>();
        for (String lesson : lessons) {
            files.add(file(lesson).toAbsolutePath().normalize());
        }
        if (lessonDir != null) {
            if (!Files.isDirectory(lessonDir)) {
                throw new Fault("no_such_folder", "there is no folder " + lessonDir, "check the path");
            }
            Inputs.find(List.of(lessonDir), ENDING)
                    .forEach(item -> files.add(item.path().toAbsolutePath().normalize()));
        }
        if (lessons.isEmpty() && lessonDir == null) {
            files.addAll(new LessonFiles(home().lessons()).examFiles());
            if (files.isEmpty()) {
                throw new Fault(
                        "no_such_file",
                        "lessons/holdout/ has no lesson",
                        Where.in(home().lessons().toString()),
                        "put one there, or give --lesson");
            }
        }
        return files;
    }

    private Path file(String lesson) throws IOException {
        List<Path> looked = new ArrayList<>();
        try {
            Path folder = home().lessons();
            Stream.of(
                            Path.of(lesson),
                            folder.resolve("holdout").resolve(lesson + ENDING),
                            folder.resolve(lesson + ENDING))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .ifPresent(looked::add);
        } catch (InvalidPathException e) {
            looked.clear();
        }
        if (looked.isEmpty()) {
            throw new Fault(
                    "no_such_file",
                    "there is no lesson " + lesson,
                    "give a file, or a name in lessons/holdout/ such as lesson_01");
        }
        return looked.getFirst();
    }
}
