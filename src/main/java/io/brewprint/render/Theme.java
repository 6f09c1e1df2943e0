package io.brewprint.render;

/** The light in which a picture is drawn. */
public enum Theme {
    /** As Unreal's editor. */
    DARK,
    /** For paper and bright pages. */
    LIGHT,
    /** Light or dark as the page's reader has it. */
    AUTO;

    private static final String SHARED = """
            text{white-space:pre}
            .title{font-size:13px;font-weight:600;fill:#fff}
            .icon{font-size:14px;font-style:italic;fill:#bfe3ff}
            .end{text-anchor:end}.mid{text-anchor:middle}
            .sign{font-size:22px;font-weight:700;text-anchor:middle}
            .caption{font-size:18px}
            .note{font-size:14px;font-weight:600}
            """;

    private static final String DARKNESS = """
            .canvas{fill:#262626}.minor{stroke:#2f2f2f}.major{stroke:#161616}
            .body{fill:#10110f;fill-opacity:.92;stroke:#000}.pill{stroke:#000}.sheen{stop-color:#000}
            .label,.value{fill:#e4e4e4}.faint{fill:#9a9a9a}.sign{fill:#9a9a9a}.caption{fill:#fff;opacity:.6}
            .box{fill:#0b0b0b;stroke:#8f8f8f}.control{stroke:#fff;fill:#fff}.open{fill:#10110f}
            .comment{fill:#fff;fill-opacity:.07;stroke:#fff;stroke-opacity:.25}.bar{fill:#fff;fill-opacity:.16}.note{fill:#f0f0f0}
            """;

    private static final String LIGHTNESS = """
            .canvas{fill:#f3f3f1}.minor{stroke:#e6e6e3}.major{stroke:#d2d2ce}
            .body{fill:#fff;fill-opacity:.96;stroke:#8b8b88}.pill{stroke:#8b8b88}.sheen{stop-color:#333}
            .label,.value{fill:#1c1c1c}.faint{fill:#6a6a6a}.sign{fill:#6a6a6a}.caption{fill:#000;opacity:.6}
            .box{fill:#fafafa;stroke:#8f8f8f}.control{stroke:#2b2b2b;fill:#2b2b2b}.open{fill:#fff}
            .comment{fill:#000;fill-opacity:.05;stroke:#000;stroke-opacity:.25}.bar{fill:#000;fill-opacity:.1}.note{fill:#1c1c1c}
            """;

    /** Rules for what is drawn, as a style element. */
    String style() {
        String own = switch (this) {
            case DARK -> DARKNESS;
            case LIGHT -> LIGHTNESS;
            case AUTO -> DARKNESS + "@media (prefers-color-scheme:light){\n" + LIGHTNESS + "}\n";
        };
        // Last, for a shape that is not filled says so on top of its colour.
        return "<style>\n" + SHARED + own + ".wire,.hollow{fill:none}\n.hollow{stroke-width:1.6}\n</style>\n";
    }
}
