package io.brewprint.config;

/** The page {@code docs/configuration.md}, written from what {@link PipelineConfig} declares. */
public final class ConfigPage {
    private static final String HEAD = """
            # Configuration

            `pipeline_config.json` in the home, all of it optional: what it does not name has its default. A key that is
            not known, of the wrong type or out of its range is refused with its line before anything is done. `train`
            and `model plan` have options for many keys (`training.batch_size`: `--batch-size`), for that one call.

            The original program's own `pipeline_config.json` is read as it is: `lora_r`, `stall_warn_seconds`,
            `synthetic_count`, `model.max_seq_length` and the like become the keys below, `use_8bit` is `int8`,
            `use_4bit` is `nf4`, neither is `bf16`, and of a model's id (`meta-llama/Meta-Llama-3.1-70B`) the last part is
            the folder under `models/`. What has no meaning here (the names and sizes of cards) is named in one line. A
            file with keys of both programs is refused, and each key of the original told what it is called here.

            `"$schema": "docs/pipeline_config.schema.json"` as its first line makes editors complete and check it by the
            [JSON schema](pipeline_config.schema.json); a home that the program makes has a copy of it beside the file.
            This page and the schema are written by `BREWPRINT_WRITE_DOCS=1 mvn -q -Dtest=ConfigPageTest test`.
            """;

    private ConfigPage() {}

    /** The page in Markdown. */
    public static String text() {
        StringBuilder out = new StringBuilder(HEAD);
        for (SettingGroup group : Settings.groups()) {
            out.append("\n## ").append(group.name()).append('\n');
            out.append(group.meaning()).append("\n\n");
            out.append("| key | default | may be | meaning |\n|---|---|---|---|\n");
            for (Setting setting : group.settings()) {
                String fallback = Settings.json(setting.fallback()).toString();
                out.append("| `%s` | `%s` | %s | %s |%n"
                        .formatted(
                                setting.key(),
                                fallback.replace(",", ", "),
                                setting.range().words(),
                                setting.meaning())
                        .replace("\r\n", "\n"));
            }
        }
        return out.toString();
    }
}
