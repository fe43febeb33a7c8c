/** Words that carry no taste, folded. Short on purpose: rarity already weighs words, and "home" or "mother" mean something in a synopsis. */
const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u).filter((word) => word !== ''));

export const ENGLISH_STOP_WORDS = words(`
a about above across after again against ago all almost along already also although always am among an and another any anyone
anything are aren arent around as at away back be became because become becomes been before behind being below between both but by
came can cannot cant come comes could couldnt did didnt do does doesnt doing done dont down due during each either else even ever
every everyone everything few find finds first for from further gave get gets getting give given go goes going gone got had has
hasnt have havent having he her here hers herself him himself his how however i if in into is isnt it its itself ive just keep
know last least less let like long lot made make makes making many may me might mine more most much must my myself name named near
neither never new next no nor not nothing now of off often old on once one only onto or other others our ours ourselves out over own
per put really same say says see sees seem seems set several shall she should since so some someone something soon start starts
still such take takes taking tell tells than that thats the their theirs them themselves then there these they theyre thing things
this those though three through thus to together too took toward towards try tries trying turn turns two under until
up upon us use used very was wasnt way well went were what whats when where whether which while who whom whose why will with
within without wont would year years yet you your youre yours yourself
`);

export const SPANISH_STOP_WORDS = words(`
a ademas al algo alguien algun alguna algunas alguno algunos alla alli ambos ante antes aquel aquella aquellas aquello aquellos
aqui asi aun aunque bajo bien cada casi como con contra cual cuales cualquier cuando cuanto cuya cuyas cuyo cuyos da dan de debe
deben debera del demas dentro desde despues dicha dicho donde dos durante e el ella ellas ello ellos en encima entonces entre era
eran eres es esa esas ese eso esos esta estaba estaban estan estar estas este esto estos estoy etc fue fueron fui ha haber habia
habian habra hace hacen hacer hacia haciendo hago han has hasta hay haya he hecho hemos hizo hoy iba ir junto la las le les llega
lo los luego mas me mejor mi mia mias mientras mio mios mis misma mismas mismo mismos mucha muchas mucho muchos muy nada nadie ni
ningun ninguna ninguno no nos nosotras nosotros nuestra nuestras nuestro nuestros nunca o os otra otras otro otros para parte pero
poca pocas poco pocos podra podria por porque primer primera primero pronto propia propio pude puede pueden pues que quien quienes
quiso se sea sean segun ser sera seran si sido siempre siendo sin sino sobre solo son soy su sus suya suyas suyo suyos tal tales
tambien tampoco tan tanta tantas tanto tantos te tener tenia tiene tienen tiempo toda todas todavia todo todos tras traves tres
tras tu tus tuyo tuyos u un una unas uno unos usted ustedes va vamos van varias varios ve vez vosotros voy vuelve vuestra vuestro y ya yo
`);

/** Words with which people ask, in either language: they describe the asking, not the title. */
export const ASKING_WORDS = words(`
film films movie movies picture pictures show shows title titles watch watching recommend recommendation recommendations
suggest suggestion please want wanted wanting wish would love liked likes looking similar kind kinds sort type good great best
nice awesome amazing tonight weekend story stories plot about featuring starring set setting takes place based
pelicula peliculas peli pelis film filme filmes titulo titulos cinta cintas largometraje largometrajes cine ver mirar recomienda
recomiendame recomendacion recomendar recomendame sugiere sugiereme quiero quisiera queria deseo busco buscando gusta gustan
gustaria gustaron gusto encanta encantan parecida parecidas parecido parecidos similar similares estilo tipo genero buena buenas
bueno buenos buen gran grande mejores excelente favor noche tarde finde semana historia historias trata trate traten ambientada ambientado
ambientadas ambientados situada situado transcurre transcurra protagonizada protagonizado protagonizadas basada basado basadas basados temas tema
`);
