package io.brewprint.cli;

import static java.util.Arrays.asList;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;

/** What one call of the program gave. */
public record Called(int code, String out, String err) {
    /** Calls a command, of one word or two, in a home. */
    public static Called in(Path home, String command, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var all = new ArrayList<>(asList(command.split(" ")));
        all.addAll(asList("--home", home.toString()));
        all.addAll(asList(args));
        String[] line = all.toArray(String[]::new);
        int code = Brewprint.commandLine(new TestParts(), line)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line);
        return new Called(code, out.toString(), err.toString());
    }

    public JsonNode json() throws Exception {
        return Json.MAPPER.readTree(out);
    }
}
