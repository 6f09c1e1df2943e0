package io.brewprint.cli.model;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.stage.ChampionFile;
import picocli.CommandLine.Command;

/** {@code model rollback}: the champion before this one serves again. */
@Command(
        name = "rollback",
        description = "Makes the champion before this one the champion again.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint model rollback"})
final class ModelRollbackCommand extends BaseCommand {
    @Override
    protected int run() throws Exception {
        ChampionFile.Champion champion = new ChampionFile(home()).rollback();
        if (json()) {
            emit(champion);
        } else {
            say("v" + champion.version() + " is the champion again, " + champion.reason());
        }
        return ExitCode.DONE;
    }
}
