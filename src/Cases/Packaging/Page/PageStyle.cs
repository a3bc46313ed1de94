using System.Security.Cryptography;
using System.Text;

namespace DsrGateway.Cases.Packaging.Page;

internal static class PageStyle
{
    /// <summary>Fonts of the reader's machine only; colours with a contrast of at least 4.5 in light and dark.</summary>
    public const string Css =
        """
        :root{color-scheme:light dark;--ink:#1b2430;--soft:#51606f;--line:#d9dfe6;--paper:#fff;--ground:#f4f6f8;--accent:#0b5c8a;
        --ok:#17643c;--ok-bg:#e3f3ea;--part:#7a4b00;--part-bg:#fdf0d5;--no:#8f2424;--no-bg:#fbe6e6;--none:#45525f;--none-bg:#e8ecf0}
        @media (prefers-color-scheme:dark){:root{--ink:#e6ebf0;--soft:#a5b2bf;--line:#36424e;--paper:#1a222b;--ground:#11171d;
        --accent:#7cc4ee;--ok:#8fdcb0;--ok-bg:#163525;--part:#f2c879;--part-bg:#3a2c10;--no:#f3a9a9;--no-bg:#431d1d;--none:#b6c2cd;
        --none-bg:#2a343e}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",
        "Liberation Sans",sans-serif;overflow-wrap:break-word}
        a{color:var(--accent);text-underline-offset:.15em}
        a:focus-visible,summary:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px}
        .skip{position:absolute;left:-999em}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem}
        header,main,footer{max-width:62rem;margin:0 auto;padding:0 1.5rem}
        header{padding-top:3rem}
        .controller{margin:0;color:var(--accent);font-weight:600;letter-spacing:.01em}
        h1{font-size:2.1rem;line-height:1.2;margin:.25rem 0 1rem;letter-spacing:-.015em;font-weight:700;text-wrap:balance}
        h2{font-size:1.4rem;line-height:1.3;margin:3rem 0 1rem;letter-spacing:-.01em}
        h3{font-size:1.12rem;line-height:1.35;margin:0}
        h4{font-size:.95rem;margin:1.5rem 0 .5rem;color:var(--soft);font-weight:600}
        p{margin:.5rem 0;max-width:46rem}
        .lead{font-size:1.08rem}
        dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.5rem;margin:1.5rem 0 0;padding:1rem 0 0;
        border-top:1px solid var(--line)}
        dt{color:var(--soft)}dd{margin:0}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:1rem;margin:0 0 1rem;padding:0;list-style:none}
        .tiles li{background:var(--paper);border:1px solid var(--line);border-radius:.6rem;padding:.9rem 1.1rem}
        .tiles b{display:block;font-size:1.8rem;line-height:1.2;font-variant-numeric:tabular-nums;letter-spacing:-.02em}
        .tiles span{color:var(--soft);font-size:.92rem}
        .note{border-left:4px solid var(--ok);background:var(--ok-bg);padding:.75rem 1.1rem;border-radius:0 .4rem .4rem 0;margin:1rem 0;
        max-width:none}
        .note.open{border-color:var(--part);background:var(--part-bg)}
        .scroll{overflow-x:auto;border:1px solid var(--line);border-radius:.6rem;background:var(--paper)}
        table{border-collapse:collapse;width:100%;font-size:.95rem}
        th,td{text-align:left;vertical-align:top;padding:.55rem .9rem;border-bottom:1px solid var(--line)}
        tr:last-child>td,tr:last-child>th{border-bottom:0}
        thead th{color:var(--soft);font-size:.85rem;font-weight:600;white-space:nowrap;background:var(--ground)}
        tbody th{font-weight:600}
        .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        article{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1.4rem 1.6rem;margin:0 0 1.25rem}
        article>.scroll{margin-top:1rem}
        article>.top{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:baseline;justify-content:space-between}
        .register{color:var(--soft);margin:.1rem 0 .6rem}
        .badge{display:inline-block;border-radius:1rem;padding:.1rem .75rem;font-size:.85rem;font-weight:600;white-space:nowrap;
        color:var(--none);background:var(--none-bg)}
        .badge.ok{color:var(--ok);background:var(--ok-bg)}.badge.part{color:var(--part);background:var(--part-bg)}
        .badge.no{color:var(--no);background:var(--no-bg)}
        .small{font-size:.9rem;color:var(--soft)}
        ul.files{list-style:none;margin:0;padding:0;border-top:1px solid var(--line)}
        ul.files>li{padding:.6rem 0;border-bottom:1px solid var(--line)}
        .row{display:flex;flex-wrap:wrap;gap:.2rem 1rem;align-items:baseline}
        .row .name{font-weight:600}.row .links{margin-left:auto;display:flex;gap:1rem;white-space:nowrap}
        details{margin-top:.4rem}summary{cursor:pointer;color:var(--accent);font-size:.92rem;width:max-content}
        details .scroll{margin-top:.6rem}
        .value{overflow-wrap:anywhere;min-width:5rem}.value bdi{white-space:pre-wrap}
        .code{font:.8em ui-monospace,"Liberation Mono",monospace;border:1px solid currentColor;border-radius:.25rem;padding:0 .25em;
        color:var(--no)}
        .muted{color:var(--soft);font-style:italic}
        dl.record{display:grid;grid-template-columns:minmax(7rem,14rem) 1fr;gap:.25rem 1.25rem;margin:0;padding:.8rem 1rem;
        border-bottom:1px solid var(--line);font-size:.95rem}
        dl.record:last-child{border-bottom:0}
        dl.record dl.record{border:0;border-left:2px solid var(--line);padding:.1rem 0 .1rem .9rem}
        ol.values{margin:0;padding-left:1.3rem}
        footer{padding-top:2rem;padding-bottom:4rem;color:var(--soft);font-size:.9rem}
        @media (max-width:40rem){dl.facts,dl.record{grid-template-columns:1fr;gap:0 0}dd{margin-bottom:.5rem}article{padding:1.1rem}
        .row .links{margin-left:0}}
        @media print{:root{color-scheme:light;--ink:#000;--soft:#333;--line:#bbb;--paper:#fff;--ground:#fff;--accent:#000}
        body{font-size:10pt}header,main,footer{max-width:none;padding:0}header{padding-top:0}article{border-color:#999;
        padding:.8rem 1rem}h2{break-after:avoid;margin-top:1.6rem}h3,h4,.top,tr,dl.record{break-inside:avoid;break-after:auto}
        .scroll{overflow:visible}details::details-content{content-visibility:visible;display:block}summary,.skip{display:none}
        a{text-decoration:none}}
        """;

    /// <summary>
    /// Nothing may load or run. The style is allowed by its hash, so that not even a style that slipped in would work.
    /// </summary>
    public static string ContentSecurityPolicy { get; } =
        "default-src 'none'; style-src 'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))
        + "'; base-uri 'none'; form-action 'none'";
}
