package io.brewprint.render;

/** Why a node of a picture is outlined, where two graphs are compared. */
public enum Outline {
    /** The other graph has no node that stands for it. */
    UNPAIRED,
    /** The node that stands for it has other names or values. */
    DIFFERENT;

    /** Style of both; the lines differ too, for those who do not see the colours. */
    static final String STYLE = """
            .mark{fill:none;stroke-width:5}
            .unpaired{stroke:#ff6b6b}.different{stroke:#ffb020;stroke-dasharray:9 5}
            @media (prefers-color-scheme:light){.unpaired{stroke:#c81e1e}.different{stroke:#a85d00}}
            """;

    String style() {
        return this == UNPAIRED ? "mark unpaired" : "mark different";
    }
}
