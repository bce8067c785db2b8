const P=267,g=[267],x={7267:((M,d,o)=>{o.r(d),o.d(d,{chosenRules:()=>m,explain:()=>E,listRules:()=>_});var f=o(1455),r=o(6760),c=o(3136),u=o(6067),i=o(4722);function m(t){for(const n of t)l(n);return t.length===0?i.a:i.a.filter(({meta:n})=>t.includes(n.id))}function l(t){const n=i.a.find(({meta:e})=>e.id===t);if(!n)throw new u.eb(`no rule ${JSON.stringify(t)}; "eks-lockstep rules" lists them`);return n}async function _({format:t,positionals:n}){if(n.length>0)throw new u.eb(`rules takes no argument, not ${JSON.stringify(n[0])}`);if(t!=="text"&&t!=="json")throw new u.eb("rules is printed as text or json");return{stdout:t==="json"?`${JSON.stringify(i.a.map(({meta:s})=>s),null,2)}
`:h(i.a.map(({meta:s})=>s)),stderr:[],status:0}}function h(t){const n=Math.max(...t.map(({id:e})=>e.length));return t.map(({id:e,severity:s,title:a})=>`${e.padEnd(n)}  ${s.padEnd(7)}  ${a}
`).join("")}async function E({positionals:t}){const[n,...e]=t;if(n===void 0||e.length>0)throw new u.eb("explain takes one rule");const{meta:s}=l(n);return{stdout:await O(n)??p(s),stderr:[],status:0}}async function O(t){const n=(0,r.dirname)((0,c.fileURLToPath)(import.meta.url));for(const e of[(0,r.dirname)(n),(0,r.dirname)((0,r.dirname)(n))]){const s=await(0,f.readFile)((0,r.join)(e,"docs","rules",`${t}.md`),"utf8").catch(()=>{});if(s!==void 0)return s}}function p({id:t,title:n,severity:e,fix:s,references:a}){return`# ${t}

${n}.

severity: ${e}, fix: ${s}

${a.map($=>`- <${$}>
`).join("")}`}})};export{P as id,g as ids,x as modules};
