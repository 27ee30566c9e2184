/** The page's only style sheet, inline and allowed by its hash. */

/** Colours hold 4.5:1 against their grounds, in both schemes; no state is told by colour alone. */
export const STYLE: string = `
:root{color-scheme:light dark;
--ground:#f6f7f9;--card:#fff;--ink:#16202c;--quiet:#4d5b6b;--line:#d5dbe3;--link:#0b57b0;
--good:#0b6b3a;--good-ground:#e6f4ec;--bad:#a3211b;--bad-ground:#fcebea;--none:#7a4f01;--none-ground:#fdf3e0;
--focus:#0b57b0;--field:#fff}
@media (prefers-color-scheme:dark){:root{
--ground:#0f151c;--card:#18212b;--ink:#e7edf4;--quiet:#a9b6c4;--line:#334252;--link:#8ec2ff;
--good:#7fdca6;--good-ground:#12301f;--bad:#ffa8a1;--bad-ground:#3b1816;--none:#f3c877;--none-ground:#33270d;
--focus:#8ec2ff;--field:#0f151c}}
*{box-sizing:border-box}
html{font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;background:var(--ground);color:var(--ink);-webkit-text-size-adjust:100%}
body{margin:0}
.page{max-width:48rem;margin:0 auto;padding:1.75rem 1rem 3rem}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .35rem;letter-spacing:-.01em}
h2{font-size:1.2rem;line-height:1.3;margin:0 0 .6rem}
h3{font-size:1rem;margin:1.4rem 0 .4rem}
p{margin:.4rem 0}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:.25rem}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:.5rem;background:var(--card);padding:.4rem .8rem;z-index:1}
.quiet{color:var(--quiet)}
.card{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1.15rem 1.15rem 1.25rem;margin:1.25rem 0}
.verdict{border-left:.4rem solid}
.verdict.verified{border-left-color:var(--good)}
.verdict.rejected{border-left-color:var(--bad)}
.verdict.absent{border-left-color:var(--none)}
.badge{display:inline-block;font-weight:700;font-size:.95rem;padding:.2rem .7rem;border-radius:99rem;margin-bottom:.6rem}
.verified .badge{color:var(--good);background:var(--good-ground)}
.rejected .badge{color:var(--bad);background:var(--bad-ground)}
.absent .badge{color:var(--none);background:var(--none-ground)}
.summary{font-size:1.12rem;margin:.2rem 0 .5rem}
.limits{border-top:1px solid var(--line);margin-top:1.2rem;padding-top:1rem}
.limits h3{margin-top:0}
code,.mono{font:.9em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
table{border-collapse:collapse;width:100%;font-size:.95rem}
caption{text-align:left;font-weight:600;padding:0 0 .35rem}
th,td{text-align:left;vertical-align:top;padding:.42rem .6rem .42rem 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
th{font-weight:600;width:34%;overflow-wrap:normal}
.checks th{width:auto;padding-right:1rem}
.checks th span{display:block;font-weight:400;color:var(--quiet);font-size:.93rem}
.checks .state{white-space:nowrap;width:1%;padding-right:0;font-weight:600}
h2[tabindex]:focus{outline:none}
.passed{color:var(--good)}.failed{color:var(--bad)}.not-reached{color:var(--quiet)}
label,legend{font-weight:600;display:block;margin:1rem 0 .3rem}
fieldset{border:1px solid var(--line);border-radius:.6rem;padding:.2rem 1rem 1rem;margin:1.2rem 0 0}
.hint{font-weight:400;color:var(--quiet);margin:.1rem 0 .35rem;font-size:.93rem}
textarea,input[type=text]{width:100%;font:inherit;color:inherit;background:var(--field);border:1px solid var(--quiet);border-radius:.5rem;padding:.55rem .7rem}
textarea{min-height:9rem;resize:vertical}
textarea.short{min-height:4rem}
.mono-field{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.88rem}
.drop{border:2px dashed var(--line);border-radius:.6rem;padding:.9rem;margin-top:.3rem}
.drop p{margin:.4rem 0 0}
.drop p:empty{display:none}
.drop.over{border-color:var(--focus);background:var(--ground)}
input[type=file]{max-width:100%;font:inherit}
.check{display:flex;gap:.55rem;align-items:flex-start;margin:1.1rem 0 0}
.check input{width:1.15rem;height:1.15rem;margin:.2rem 0 0;flex:none}
.check label{margin:0;font-weight:400}
button,.button{font:inherit;font-weight:600;display:inline-block;color:#fff;background:#0b57b0;border:1px solid #0b57b0;border-radius:.5rem;padding:.6rem 1.25rem;margin-top:1.2rem;cursor:pointer;text-decoration:none}
button:hover,.button:hover{background:#084489}
.button{margin-top:.5rem}
summary{cursor:pointer;font-weight:600}
details{margin-top:1rem}
ul{margin:.4rem 0;padding-left:1.25rem}
footer{color:var(--quiet);font-size:.93rem;border-top:1px solid var(--line);margin-top:2rem;padding-top:1rem}
@media (max-width:34rem){h1{font-size:1.4rem}.card{padding:1rem .9rem}th{width:38%}button{width:100%}}
@media (forced-colors:active){.badge,.verdict,.drop{border:1px solid CanvasText}}
@media print{form,.skip,footer{display:none}}
`;
