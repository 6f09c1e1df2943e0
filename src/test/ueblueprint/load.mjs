// Pastes every .txt file of a folder into ueblueprint, in headless Chromium, and prints as JSON what it drew:
//   node load.mjs FOLDER [CHROMIUM]  ->  {"a.txt": {"nodes": 3, "links": 2, "titles": [..]}, "b.txt": {"error": ".."}}
import { createServer } from "node:http"
import { readFile, readdir } from "node:fs/promises"
import { dirname, extname, join, normalize } from "node:path"
import { fileURLToPath } from "node:url"
import { chromium } from "playwright-core"

const [folder, executablePath = "/usr/bin/chromium"] = process.argv.slice(2)
const root = join(dirname(fileURLToPath(import.meta.url)), "node_modules", "ueblueprint")
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" }

const server = createServer(async (request, response) => {
    try {
        const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname))
        const content = await readFile(join(root, path))
        response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" })
        response.end(content)
    } catch {
        response.writeHead(404).end()
    }
})
await new Promise(done => server.listen(0, "127.0.0.1", done))

const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync"],
})
const found = {}
try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${server.address().port}/debug.html`, { waitUntil: "load" })
    const blueprint = page.locator("ueb-blueprint")
    await blueprint.click({ position: { x: 100, y: 300 } })
    for (const name of (await readdir(folder)).filter(file => file.endsWith(".txt")).sort()) {
        const text = await readFile(join(folder, name), "utf8")
        found[name] = await blueprint.evaluate(async (blueprint, text) => {
            blueprint.removeGraphElement(...blueprint.getNodes(), ...blueprint.getLinks())
            let error = null
            const listen = event => error = String(event.reason ?? event.error ?? event.message)
            window.addEventListener("error", listen)
            window.addEventListener("unhandledrejection", listen)
            try {
                const event = new ClipboardEvent("paste",
                    { bubbles: true, cancelable: true, clipboardData: new DataTransfer() })
                event.clipboardData.setData("text", text)
                blueprint.dispatchEvent(event)
                const nodes = blueprint.getNodes()
                await Promise.all(nodes.map(node => node.updateComplete))
                for (let i = 0; i < 2; i++) {
                    await new Promise(done => requestAnimationFrame(done))
                }
                return error ? { error } : {
                    nodes: nodes.length,
                    links: blueprint.getLinks().length,
                    titles: nodes.map(node => node.nodeTitle ?? node.getNodeDisplayName?.() ?? ""),
                }
            } catch (thrown) {
                return { error: String(thrown) }
            } finally {
                window.removeEventListener("error", listen)
                window.removeEventListener("unhandledrejection", listen)
            }
        }, text)
    }
} finally {
    await browser.close()
    server.close()
}
process.stdout.write(JSON.stringify(found, null, 1) + "\n")
