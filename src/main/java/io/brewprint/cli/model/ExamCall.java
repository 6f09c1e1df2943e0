package io.brewprint.cli.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.Errors;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.WorkerCall;
import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import io.brewprint.worker.StoppedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exam held in a worker: the job, and what came of it, whole or broken off. */
final class ExamCall {
    /** Attempts at an answer and the waits between them, and the loading of a model. */
    private static final int PATIENCE = 6;

    private final BaseCommand command;
    private final ObjectNode job;
    private @Nullable Fault ended;

    /** @param job of kind exam, but for what is said here */
    ExamCall(BaseCommand command, ObjectNode job, int maxTokens, @Nullable Path output) {
        this.command = command;
        this.job = job.put("kind", "exam").put("tell_failed", false).put("max_new_tokens", maxTokens);
        Path folder = output == null ? command.home().exams() : output.toAbsolutePath().normalize();
        job.put("results", folder.toString());
    }

    /** Holds it; gives the document, which has {@code error} or {@code stopped} where it did not come to its end. */
    ObjectNode hold() throws Exception {
        command.err().println("asking " + job.path("model").asText() + (job.has("endpoint")
                ? " at " + job.path("endpoint").asText() : job.has("adapter")
                        ? ", an adapter of " + job.path("base_name").asText() : ", a base model without an adapter"));
        command.err().flush();
        Duration silence = Duration.ofSeconds((long) PATIENCE * job.path("timeout_seconds").asInt());
        JsonNode result;
        try {
            result = new WorkerCall(command.err()).patiently(command.home(), command.config(), job, silence);
            for (JsonNode part : List.of(result, result.path("constrained"))) {
                if (part.has("broken_off")) {
                    JsonNode why = part.path("broken_off");
                    ended = new Fault(ErrorCategory.NETWORK, "endpoint", why.path("message").asText() + "; " + told(part), Where.NOWHERE, why.path("remedy").asText());
                }
            }
        } catch (StoppedException e) {
            result = e.result();
            JsonNode last = result.has("constrained") ? result.path("constrained") : result;
            ended = new Fault(ErrorCategory.STOPPED, "stopped", "stopped on request; " + told(last), Where.NOWHERE, "take the stop back with brewprint resume, then ask again");
        }
        return document(result);
    }

    private String told(JsonNode exam) {
        int answered = exam.path("overall").path("answered").asInt();
        return answered == 0 ? "no prompt was answered" : answered + " prompts were answered: " + job.path("results").asText();
    }

    /** Tells the end to people, where it is not the usual one; gives the exit code. */
    int exit() {
        Fault how = ended;
        if (how == null) {
            return ExitCode.DONE;
        }
        if (!command.json()) {
            command.err().println(Errors.line(how));
            command.err().flush();
        }
        return ExitCode.of(how);
    }

    private ObjectNode document(JsonNode result) {
        ObjectNode document = Json.MAPPER.createObjectNode().put("model", job.path("model").asText());
        for (String name : List.of("base_name", "adapter", "endpoint", "constrain", "results")) {
            if (job.has(name)) {
                document.put(name.equals("base_name") ? "base_model" : name, job.path(name).asText());
            }
        }
        exam(result, document);
        if (result.has("constrained")) {
            exam(result.path("constrained"), document.putObject("constrained").put("constrain", job.path("constrained").asText()));
        }
        Fault how = ended;
        if (how != null && how.category() == ErrorCategory.STOPPED) {
            document.put("stopped", true);
        } else if (how != null) {
            document.set("error", Json.MAPPER.valueToTree(Errors.document(how).get("error")));
        }
        return document;
    }

    private static void exam(JsonNode from, ObjectNode to) {
        var lessons = to.putArray("lessons");
        from.path("lessons").forEach(lesson -> lessons.add(figures(lesson)));
        to.set("overall", figures(from.path("overall")));
        if (from.has("tests")) {
            to.set("tests", from.path("tests"));
        }
    }

    /** The original's score under the name that says what it is. */
    private static ObjectNode figures(JsonNode from) {
        ObjectNode to = Json.MAPPER.createObjectNode();
        from.properties().forEach(e -> to.set(e.getKey().equals("score") ? "line_recall" : e.getKey(), e.getValue()));
        return to;
    }
}
