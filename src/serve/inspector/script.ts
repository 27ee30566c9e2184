/**
 * The page's only script, inline and allowed by its hash. Without it everything works: a file
 * input takes dropped files by itself. It makes the whole page a target and says what was taken.
 */
export const SCRIPT: string = `
(function(){
"use strict";
var input=document.getElementById("file"),area=document.getElementById("drop"),told=document.getElementById("files");
if(!input||!area||!told)return;
var depth=0;
function hasFiles(event){return event.dataTransfer&&Array.prototype.indexOf.call(event.dataTransfer.types,"Files")!==-1}
function tell(){
  var names=Array.prototype.map.call(input.files,function(file){return file.name});
  told.textContent=names.length?"Chosen: "+names.join(", "):"You can also drop it anywhere on this page, or paste it.";
}
function take(files){
  if(!files||!files.length)return;
  input.files=files;tell();
}
input.addEventListener("change",tell);
document.addEventListener("dragenter",function(event){if(hasFiles(event)){depth+=1;area.classList.add("over")}});
document.addEventListener("dragleave",function(event){if(hasFiles(event)&&(depth-=1)<=0){depth=0;area.classList.remove("over")}});
document.addEventListener("dragover",function(event){if(hasFiles(event))event.preventDefault()});
document.addEventListener("drop",function(event){
  if(!hasFiles(event))return;
  event.preventDefault();depth=0;area.classList.remove("over");
  take(event.dataTransfer.files);input.focus();
});
document.addEventListener("paste",function(event){
  if(event.clipboardData&&event.clipboardData.files.length){event.preventDefault();take(event.clipboardData.files)}
});
tell();
})();
`;
