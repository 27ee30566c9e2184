/** Style and script of the HTML report. They are inline, because the report is one file. */

/** Colours hold 4.5:1 against their grounds in both schemes; no severity is told by colour alone. */
export const STYLE: string = `
:root{color-scheme:light dark;--ground:#f6f7f9;--card:#fff;--ink:#16202c;--quiet:#4d5b6b;--line:#d5dbe3;
--block:#a3211b;--block-ground:#fcebea;--warn:#7a4f01;--warn-ground:#fdf3e0;--info:#0b57b0;--info-ground:#e8f0fb;--clean:#0b6b3a;--focus:#0b57b0}
@media (prefers-color-scheme:dark){:root{--ground:#0f151c;--card:#18212b;--ink:#e7edf4;--quiet:#a9b6c4;--line:#334252;
--block:#ffa8a1;--block-ground:#3b1816;--warn:#f3c877;--warn-ground:#33270d;--info:#8ec2ff;--info-ground:#14283f;--clean:#7fdca6;--focus:#8ec2ff}}
*{box-sizing:border-box}
html{font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;background:var(--ground);color:var(--ink);-webkit-text-size-adjust:100%}
body{margin:0}
main{max-width:76rem;margin:0 auto;padding:2rem 1.25rem 3rem}
header{border-left:.4rem solid var(--clean);padding-left:1.1rem;margin-bottom:1.75rem}
header.block{border-color:var(--block)}header.warn{border-color:var(--warn)}
.eyebrow{margin:0;color:var(--quiet);font-size:.9rem;letter-spacing:.02em}
h1{font-size:1.9rem;line-height:1.2;margin:.1rem 0 .4rem;letter-spacing:-.015em}
header p{max-width:46rem;margin:.3rem 0}
h2{font-size:1.1rem;margin:0 0 .7rem}
section{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1.1rem 1.2rem 1.2rem;margin:1rem 0}
.quiet{color:var(--quiet);font-size:.875rem}
.tiles{display:grid;grid-template-columns:repeat(5,1fr);gap:.75rem;margin:0 0 1rem}
.tile{background:var(--card);border:1px solid var(--line);border-top:.25rem solid var(--line);border-radius:.75rem;padding:.8rem 1rem;display:flex;flex-direction:column-reverse;justify-content:flex-end}
.tile.block{border-top-color:var(--block)}.tile.warn{border-top-color:var(--warn)}.tile.info{border-top-color:var(--info)}
.tile dd{margin:0;font-size:1.9rem;font-weight:650;line-height:1.15;font-variant-numeric:tabular-nums}
.tile dt{font-weight:600}.tile dt span{display:block;font-weight:400;color:var(--quiet);font-size:.875rem}
.pictures{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:1rem;align-items:start}
.pictures section{margin:0}
.bars{list-style:none;margin:0;padding:0}
.bars li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 .75rem;margin:.55rem 0;font-size:.925rem}
.bars .name{overflow-wrap:anywhere}
.bars .said{color:var(--quiet);font-size:.85rem;white-space:nowrap;font-variant-numeric:tabular-nums}
.bar{grid-column:1/-1;display:flex;height:.5rem;border-radius:.25rem;background:var(--line);overflow:hidden;margin-top:.2rem}
.bar i{display:block;min-width:2px}.bar .block{background:var(--block)}.bar .warn{background:var(--warn)}.bar .info{background:var(--info)}
.unread{border-left:.4rem solid var(--block)}.unread ul{margin:0;padding-left:1.2rem;overflow-wrap:anywhere}
.search{margin:0 0 .8rem}.search label{font-weight:600;margin-right:.5rem}
.search input{font:inherit;color:inherit;background:var(--ground);border:1px solid var(--quiet);border-radius:.5rem;padding:.4rem .7rem;width:min(24rem,100%)}
.scroll{overflow-x:auto}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:.25rem}
table{border-collapse:collapse;width:100%;font-size:.925rem}
caption{text-align:left;color:var(--quiet);padding-bottom:.4rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .8rem .5rem 0;border-top:1px solid var(--line)}
td{overflow-wrap:anywhere}td .quiet{display:block}
tr[hidden]{display:none}
.severity{width:1%;white-space:nowrap}
code{font:.9em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.badge{display:inline-block;font-weight:700;font-size:.8rem;border-radius:99rem;padding:.1rem .6rem}
.badge.block{color:var(--block);background:var(--block-ground)}.badge.warn{color:var(--warn);background:var(--warn-ground)}.badge.info{color:var(--info);background:var(--info-ground)}
footer{color:var(--quiet);font-size:.9rem}
@media (max-width:60rem){.pictures{grid-template-columns:1fr}.tiles{grid-template-columns:repeat(3,1fr)}}
@media (max-width:40rem){main{padding:1.25rem .9rem 2rem}h1{font-size:1.5rem}.tiles{grid-template-columns:repeat(2,1fr)}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table,tbody,tr,td,caption{display:block;width:auto}tr{border-top:1px solid var(--line);padding:.6rem 0}td{border:0;padding:.1rem 0}.print{display:none}}
@media (forced-colors:active){.badge,.bar{border:1px solid CanvasText}}
@media print{html{background:#fff}section,.tile{break-inside:avoid}.findings{break-inside:auto}.search{display:none}.scroll{overflow:visible}}
`;

/** Shows the search, and hides rows without what is sought. Without it all rows are there. */
export const SCRIPT: string = `
const box=document.getElementById('search');
if(box){
box.parentElement.hidden=false;
const rows=[...document.querySelectorAll('tbody tr')],said=document.getElementById('matches'),texts=rows.map(r=>r.textContent.toLowerCase());
box.addEventListener('input',()=>{
const words=box.value.toLowerCase().split(/\\s+/).filter(Boolean);let n=0;
rows.forEach((r,i)=>{const is=words.every(w=>texts[i].includes(w));r.hidden=!is;if(is)n+=1});
said.textContent=words.length?n+' of '+rows.length:'';
});
}
`;
