package io.brewprint.cli.backup;

import io.brewprint.cli.command.SubcommandGroup;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code backup}: snapshots. */
@Command(
        name = "backup",
        description = "Makes, lists, checks, restores and cleans up snapshots of the home.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint backup create"})
public final class BackupCommand extends SubcommandGroup {
    @Override
    public List<String> commands() {
        return List.of("create", "list", "verify", "restore", "cleanup", "watch");
    }

    @Override
    public Object make(String name) {
        return switch (name) {
            case "create" -> new BackupCreateCommand();
            case "list" -> new BackupListCommand();
            case "verify" -> new BackupVerifyCommand();
            case "restore" -> new BackupRestoreCommand();
            case "cleanup" -> new BackupCleanupCommand();
            case "watch" -> new BackupWatchCommand();
            default -> throw new IllegalArgumentException("no command is called backup " + name);
        };
    }
}
